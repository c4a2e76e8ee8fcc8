import { fill, h } from "../dom";
import { wait } from "../time";
import { type Detector, detector } from "./detector";
import { say } from "./words";

/** The camera and its light. It says plainly where it cannot be used. */
export class Camera {
  /** What the camera sees, above; and what works it, at the thumb. */
  readonly view = h("div", { class: "gate-camera" });
  readonly button = h("button", { type: "button", class: "gate-scan large", onclick: () => void this.toggle() }, say("scan"));
  readonly torch = h("button", { type: "button", class: "gate-tool quiet", "aria-pressed": "false", hidden: true, onclick: () => void this.light() }, say("torch"));
  private readonly video = h("video", { class: "gate-video", muted: true, playsinline: true, hidden: true });
  private readonly note = h("p", { class: "hint", role: "status" });
  private stream: MediaStream | null = null;

  constructor(
    private readonly event: string,
    private readonly token: string,
    private readonly found: (code: string) => void,
    private readonly started: () => void,
  ) {
    fill(this.view, this.video, this.note);
    if (!isSecureContext || !navigator.mediaDevices) {
      this.button.hidden = true;
      this.note.textContent = say("needsHttps");
    }
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
      this.button.textContent = say("stop");
      this.note.textContent = "";
      this.torch.hidden = !this.hasTorch();
      void this.look(detector(this.event, this.token));
    } catch {
      this.stop();
      this.note.textContent = say("cameraShut");
    }
  }

  private track(): MediaStreamTrack | undefined {
    return this.stream?.getVideoTracks()[0];
  }

  private hasTorch(): boolean {
    const able = this.track()?.getCapabilities?.() as { torch?: boolean } | undefined;
    return able?.torch === true;
  }

  private async light(): Promise<void> {
    const on = this.torch.getAttribute("aria-pressed") !== "true";
    try {
      await this.track()?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] });
      this.torch.setAttribute("aria-pressed", String(on));
    } catch {
      this.torch.hidden = true;
    }
  }

  stop(): void {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
    this.video.hidden = true;
    this.torch.hidden = true;
    this.torch.setAttribute("aria-pressed", "false");
    this.button.textContent = say("scan");
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
      await wait(finder.pause);
    }
  }
}
