import { fill, h } from "../dom";

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}

declare const BarcodeDetector: undefined | (new (options: { formats: string[] }) => Detector);

const PAUSE_MILLIS = 120;

/** The camera, where the browser can read codes from it. It says plainly where it cannot. */
export class Camera {
  readonly element = h("div", { class: "gate-camera" });
  private readonly video = h("video", { class: "gate-video", muted: true, playsinline: true, hidden: true });
  private readonly note = h("p", { class: "hint" });
  private readonly button = h("button", { type: "button", class: "quiet wide", onclick: () => void this.toggle() }, "Scan with the camera");
  private stream: MediaStream | null = null;

  constructor(
    private readonly found: (code: string) => void,
    private readonly started: () => void,
  ) {
    fill(this.element, this.video, this.button, this.note);
    const reason = this.missing();
    if (reason) {
      this.button.hidden = true;
      this.note.textContent = reason;
    }
  }

  private missing(): string | null {
    if (!isSecureContext || !navigator.mediaDevices) {
      return "The camera needs https. A hand scanner, or typing, works here too.";
    }
    if (typeof BarcodeDetector === "undefined") {
      return "This browser cannot read codes from the camera (Chrome on Android can). A hand scanner, or typing, works here too.";
    }
    return null;
  }

  private async toggle(): Promise<void> {
    this.started();
    if (this.stream) {
      this.stop();
      return;
    }
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      this.video.srcObject = this.stream;
      this.video.hidden = false;
      await this.video.play();
      this.button.textContent = "Stop the camera";
      this.note.textContent = "";
      void this.look(new BarcodeDetector!({ formats: ["qr_code"] }));
    } catch {
      this.stop();
      this.note.textContent = "The camera could not be opened. Allow it in the browser's settings of this page.";
    }
  }

  private stop(): void {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
    this.video.hidden = true;
    this.button.textContent = "Scan with the camera";
  }

  /** A code in sight is told once, until another is, or none for a while. */
  private async look(detector: Detector): Promise<void> {
    let last = "";
    let unseen = 0;
    while (this.stream) {
      const codes = await detector.detect(this.video).catch(() => []);
      const code = codes[0]?.rawValue ?? "";
      if (code !== "" && code !== last) {
        last = code;
        this.found(code);
      }
      unseen = code === "" ? unseen + 1 : 0;
      if (unseen > 12) {
        last = "";
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLIS));
    }
  }
}
