import { fill, h } from "../dom";
import { type Detector, detector } from "./detector";

/** The camera. It says plainly where it cannot be used. */
export class Camera {
  readonly element = h("div", { class: "gate-camera" });
  private readonly video = h("video", { class: "gate-video", muted: true, playsinline: true, hidden: true });
  private readonly note = h("p", { class: "hint" });
  private readonly button = h("button", { type: "button", class: "quiet wide", onclick: () => void this.toggle() }, "Scan with the camera");
  private stream: MediaStream | null = null;

  constructor(
    private readonly event: string,
    private readonly token: string,
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
      void this.look(detector(this.event, this.token));
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
  private async look(finder: Detector): Promise<void> {
    let last = "";
    let unseen = 0;
    while (this.stream) {
      const codes = await finder.detect(this.video).catch(() => []);
      const code = codes[0]?.rawValue ?? "";
      if (code !== "" && code !== last) {
        last = code;
        this.found(code);
      }
      unseen = code === "" ? unseen + 1 : 0;
      if (unseen > 12) {
        last = "";
      }
      await new Promise((resolve) => setTimeout(resolve, finder.pause));
    }
  }
}
