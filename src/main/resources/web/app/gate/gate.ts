import { type Problem, words } from "../api";
import { keepAwake } from "../awake";
import { announce, fill, h } from "../dom";
import { randomUuid } from "../shop/kept";
import { CUSTOMS } from "../speaker";
import { wait } from "../time";
import { answerScreen, reason, titleOf, type Verdict } from "./answer";
import { Camera } from "./camera";
import { scan, type ScanView, tally } from "./scans";
import { allowSound, isSilent, setSilent, signal } from "./signal";
import { askForToken, Token } from "./token";
import { say } from "./words";

const KEPT = 20;
const TALLY_PAUSE = 15_000;
const YES_MILLIS = 1500;

/** The gate: a code comes in by camera, hand scanner or fingers, and a big answer goes out. */
export class Gate {
  private readonly input = h("input", { type: "text", "aria-label": say("code"), placeholder: say("codeHint"), autocomplete: "off", autocapitalize: "characters", spellcheck: "false", enterkeyhint: "go" });
  private readonly inside = h("strong", {}, "–");
  private readonly expected = h("span", {}, "");
  private readonly meter = h("progress", { max: 1, value: 0, "aria-label": say("inside") });
  private readonly scans = h("ol", { class: "gate-scans", "aria-label": say("lastScans") });
  private readonly state = h("div", { class: "gate-state", role: "status" });
  private readonly sound = h("button", { type: "button", class: "gate-tool quiet", onclick: () => this.mute() }, say("sound"));
  private readonly camera: Camera;
  /** The code that is being checked. */
  private asking: string | null = null;
  /** The scan whose answer never came, though it may have let somebody in: the same code again is the same scan. */
  private unanswered = { code: "", id: "" };

  constructor(
    private readonly root: HTMLElement,
    private readonly event: string,
    private readonly token: string,
    private readonly leave: (message: string) => void,
  ) {
    this.camera = new Camera(event, token, (code) => void this.take(code), allowSound);
  }

  static start(root: HTMLElement): void {
    const event = root.dataset.gate!;
    const token = new Token(event);
    const open = (given: string) =>
      new Gate(root, event, given, (message) => {
        token.forget();
        demand(message);
      }).show();
    const demand = (message: string) =>
      askForToken(root, message, (typed) => {
        token.keep(typed);
        open(typed);
      });
    const known = token.read();
    known ? open(known) : demand("");
    // Else a page that is opened again without a network is none.
    void navigator.serviceWorker?.register("/gate-worker.js", { scope: "/gate/" }).catch(() => {});
  }

  private show(): void {
    this.sound.setAttribute("aria-pressed", String(!isSilent()));
    const form = h("form", { class: "gate-form", onsubmit: (event: SubmitEvent) => this.typed(event) }, this.input, h("button", { class: "quiet" }, say("check")));
    fill(
      this.root,
      h("div", { class: "gate-tally" }, h("p", {}, this.inside, this.expected), this.meter),
      this.camera.view,
      this.state,
      h("section", { class: "gate-log" }, h("h2", {}, say("lastScans")), this.scans, h("button", { type: "button", class: "plain", onclick: () => this.close() }, say("closeGate"))),
      h("div", { class: "gate-controls" }, form, h("div", { class: "gate-tools" }, this.camera.torch, this.camera.button, this.sound)),
    );
    this.listen();
    void keepAwake();
    void this.count();
  }

  private typed(event: SubmitEvent): void {
    event.preventDefault();
    allowSound();
    const code = this.input.value.trim();
    this.input.value = "";
    if (code !== "") {
      void this.take(code);
    }
  }

  /** Hand scanners type: the field must have the focus whatever was touched last. A phone's keyboard must not pop up for it. */
  private listen(): void {
    const byHand = matchMedia("(pointer: coarse)").matches;
    byHand || this.input.focus();
    document.addEventListener("click", (event) => {
      if (!byHand && !(event.target as Element).closest("button, a, input, video")) {
        this.input.focus();
      }
    });
    document.addEventListener("keydown", ({ key, ctrlKey, metaKey }) => {
      if (document.activeElement !== this.input && key.length === 1 && !ctrlKey && !metaKey && this.root.contains(this.input)) {
        this.input.focus();
      }
    });
    // The system lets the screen sleep again when the page was out of sight.
    document.addEventListener("visibilitychange", () => void (document.hidden || keepAwake()));
  }

  private mute(): void {
    allowSound();
    setSilent(!isSilent());
    this.sound.setAttribute("aria-pressed", String(!isSilent()));
  }

  private close(message = ""): void {
    this.camera.stop();
    this.leave(message);
  }

  private async count(): Promise<void> {
    while (this.root.contains(this.input)) {
      await this.countNow();
      await wait(TALLY_PAUSE);
    }
  }

  private async countNow(): Promise<void> {
    const answer = await tally(this.event, this.token);
    if (answer.ok) {
      const { admitted, valid } = answer.body;
      this.inside.textContent = admitted.toLocaleString(CUSTOMS);
      this.expected.textContent = ` ${say("ofExpected", { n: valid === 1 ? 1 : admitted, valid: valid.toLocaleString(CUSTOMS) })}`;
      this.meter.max = Math.max(1, valid);
      this.meter.value = admitted;
    } else if ([401, 403].includes(answer.problem.status)) {
      this.close(say("wrongToken"));
    }
  }

  private async take(code: string): Promise<void> {
    if (this.asking !== null) {
      this.refuse(code);
      return;
    }
    this.asking = code;
    if (code !== this.unanswered.code) {
      this.unanswered = { code, id: randomUuid() };
    }
    document.querySelector(".gate-answer")?.remove();
    this.say(say("checking"));
    const answer = await scan(this.event, this.token, code, this.unanswered.id, () => this.say(say("noAnswerYet")));
    this.asking = null;
    fill(this.state);
    if (answer.ok) {
      this.unanswered = { code: "", id: "" };
      this.answer(answer.body);
    } else if ([401, 403].includes(answer.problem.status)) {
      this.close(say("wrongToken"));
    } else {
      this.trouble(answer.problem);
    }
  }

  /** One at a time: whose answer would it be, were there two? */
  private refuse(code: string): void {
    if (code !== this.asking) {
      signal(false);
      this.note("trouble", "");
      this.say(say("oneAtATime"));
    }
  }

  private say(text: string): void {
    fill(this.state, h("p", { class: "notice" }, text));
  }

  private answer(view: ScanView): void {
    const { place, holder, category } = view.ticket ?? {};
    const details = [place, [category, holder].filter(Boolean).join(", "), reason(view, clock)].filter((text): text is string => Boolean(text));
    this.present(view.result, details);
    this.note(view.result, place ?? "");
    void this.countNow();
  }

  private trouble(problem: Problem): void {
    this.present("trouble", [words(problem), say("doNotAdmit")]);
    this.note("trouble", "");
  }

  /** Until touched, or the next code comes; a yes for a second and a half at most. */
  private present(verdict: Verdict, details: string[]): void {
    const before = document.activeElement;
    const close = () => {
      screen.remove();
      (before as HTMLElement | null)?.focus?.();
    };
    const screen = answerScreen(verdict, details, close);
    document.body.append(screen);
    this.input.addEventListener("input", close, { once: true });
    signal(verdict === "admitted");
    announce([titleOf(verdict), ...details].join(". "));
    if (verdict === "admitted") {
      window.setTimeout(close, YES_MILLIS);
    }
  }

  private note(verdict: Verdict, place: string): void {
    const look = verdict === "admitted" ? "good" : verdict === "already_used" || verdict === "trouble" ? "warn" : "bad";
    this.scans.prepend(h("li", {}, h("span", {}, clock(new Date().toISOString())), h("span", {}, place), h("span", { class: `badge ${look}` }, titleOf(verdict))));
    while (this.scans.children.length > KEPT) {
      this.scans.lastElementChild!.remove();
    }
  }
}

function clock(at: string): string {
  return new Date(at).toLocaleTimeString(CUSTOMS);
}
