import { type Problem, words } from "../api";
import { announce, fill, h } from "../dom";
import { randomUuid } from "../shop/kept";
import { Camera } from "./camera";
import { scan, type ScanView } from "./scans";
import { allowSound, signal } from "./signal";

const KEPT = 20;
const ANSWERS: Record<ScanView["result"], { title: string; sign: string }> = {
  admitted: { title: "Admitted", sign: "✓" },
  already_used: { title: "Already used", sign: "!" },
  revoked: { title: "Not valid any more", sign: "✕" },
  wrong_event: { title: "Another event", sign: "✕" },
  not_a_ticket: { title: "Not a ticket", sign: "✕" },
};

/** The gate: a code comes in by camera, hand scanner or fingers, and a big answer goes out. */
export class Gate {
  private readonly input = h("input", { type: "text", "aria-label": "Code", placeholder: "Scan or type a code", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", enterkeyhint: "go" });
  private readonly tally = h("p", { class: "gate-tally" }, "0");
  private readonly scans = h("ol", { class: "gate-scans", "aria-label": "The last scans" });
  private readonly state = h("div", { role: "status" });
  private admitted = 0;
  private asking = false;

  constructor(
    private readonly root: HTMLElement,
    private readonly event: string,
    private readonly token: string,
    private readonly leave: () => void,
  ) {}

  static start(root: HTMLElement): void {
    const event = root.dataset.gate!;
    const key = `onsale.gate.${event}`;
    const given = new URLSearchParams(location.hash.slice(1)).get("token");
    if (given) {
      sessionStorage.setItem(key, given);
      // Out of the address: it would be in the history and in every picture of the screen.
      history.replaceState(null, "", location.pathname);
    }
    const token = sessionStorage.getItem(key);
    const forget = (message: string) => {
      sessionStorage.removeItem(key);
      askForToken(root, message, (typed) => {
        sessionStorage.setItem(key, typed);
        Gate.start(root);
      });
    };
    token ? new Gate(root, event, token, () => forget("This token does not open this gate.")).show() : forget("");
  }

  private show(): void {
    const camera = new Camera(this.event, this.token, (code) => void this.take(code), allowSound);
    const form = h(
      "form",
      {
        class: "gate-form",
        onsubmit: (event: SubmitEvent) => {
          event.preventDefault();
          allowSound();
          const code = this.input.value.trim();
          this.input.value = "";
          if (code !== "") {
            void this.take(code);
          }
        },
      },
      this.input,
      h("button", {}, "Check"),
    );
    fill(this.root, camera.element, form, this.state, h("p", { class: "muted" }, "Admitted here"), this.tally, h("h2", {}, "Last scans"), this.scans);
    this.input.focus();
    // Hand scanners type: the field must have the focus whatever was touched last.
    document.addEventListener("click", (event) => {
      if (!(event.target as Element).closest("button, a, input, video")) {
        this.input.focus();
      }
    });
    document.addEventListener("keydown", (event) => {
      if (document.activeElement === document.body && event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
        this.input.focus();
      }
    });
  }

  private async take(code: string): Promise<void> {
    if (this.asking) {
      return;
    }
    this.asking = true;
    this.say("Checking…");
    const answer = await scan(this.event, this.token, code, randomUuid(), () => this.say("No answer yet. Trying again…"));
    this.asking = false;
    fill(this.state);
    if (answer.ok) {
      this.answer(answer.body);
    } else if (answer.problem.status === 401 || answer.problem.status === 403) {
      this.leave();
    } else {
      this.trouble(answer.problem);
    }
  }

  private say(text: string): void {
    fill(this.state, h("p", { class: "notice" }, text));
  }

  private answer(view: ScanView): void {
    const { title, sign } = ANSWERS[view.result] ?? ANSWERS.not_a_ticket;
    const { place, holder, category } = view.ticket ?? {};
    if (view.result === "admitted") {
      this.admitted++;
      this.tally.textContent = String(this.admitted);
    }
    const details = [place, [category, holder].filter(Boolean).join(", "), reason(view)].filter((text): text is string => Boolean(text));
    this.present(view.result, title, sign, details, view.result === "admitted");
    this.note(title, place ?? "", view.result === "admitted");
  }

  private trouble(problem: Problem): void {
    this.present("trouble", "Could not check", "?", [words(problem), "Do not let anybody in on this answer. Scan again."], false);
    this.note("Could not check", "", false);
  }

  /** Over the whole screen: until touched, and a yes for a second and a half at most. */
  private present(kind: string, title: string, sign: string, details: string[], admitted: boolean): void {
    document.querySelector(".gate-answer")?.remove();
    const close = () => {
      screen.remove();
      this.input.focus();
    };
    const screen = h(
      "button",
      { type: "button", class: `gate-answer ${kind}`, onclick: close },
      h("span", { class: "gate-sign", "aria-hidden": "true" }, sign),
      h("strong", {}, title),
      ...details.map((text) => h("span", {}, text)),
      h("small", {}, admitted ? "Next, please" : "Press to go on"),
    );
    document.body.append(screen);
    // The field keeps the focus: the next code of a hand scanner must not be lost.
    this.input.focus();
    this.input.addEventListener("input", close, { once: true });
    signal(admitted);
    announce([title, ...details].join(". "));
    if (admitted) {
      window.setTimeout(close, 1500);
    }
  }

  private note(title: string, place: string, admitted: boolean): void {
    const time = new Date().toLocaleTimeString("en-GB");
    this.scans.prepend(h("li", {}, h("span", {}, time), h("span", {}, place), h("span", { class: `badge ${admitted ? "good" : "bad"}` }, title)));
    while (this.scans.children.length > KEPT) {
      this.scans.lastElementChild!.remove();
    }
  }
}

/** Why somebody does not get in: the server's words, with what only this place can say. */
function reason({ result, reason: why, otherEvent, admittedAt, admittedGate }: ScanView): string {
  if (result === "already_used") {
    const time = admittedAt ? new Date(admittedAt).toLocaleTimeString("en-GB") : "";
    return `Went in${time && ` at ${time}`}${admittedGate ? ` by ${admittedGate}` : ""}.`;
  }
  return otherEvent ? `This ticket is for ${otherEvent.name}.` : why;
}

function askForToken(root: HTMLElement, message: string, use: (token: string) => void): void {
  const input = h("input", { id: "token", type: "password", autocomplete: "off", required: true });
  fill(
    root,
    h(
      "form",
      {
        onsubmit: (event: SubmitEvent) => {
          event.preventDefault();
          use(input.value.trim());
        },
      },
      message !== "" && h("p", { class: "notice bad", role: "alert" }, message),
      h("div", { class: "field" }, h("label", { for: "token" }, "Token of this gate"), input, h("span", { class: "hint" }, "The organiser gives it out, best as a link that opens this page with it.")),
      h("button", { class: "wide large" }, "Open the gate"),
    ),
  );
  input.focus();
}
