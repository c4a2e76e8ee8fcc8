import { fill, h } from "../dom";
import type { HoldView } from "../event";
import { money, type Money } from "../money";
import { countDown, remaining } from "../time";
import { say } from "./words";

export interface TrayLine {
  title: string;
  detail: string;
  /** About the view. */
  view?: string;
  price: Money;
  color: string | null;
  remove: () => void;
}

interface Actions {
  proceed: () => void;
  release: () => void;
  clear: () => void;
}

/** A way on that a message offers. */
export interface Offer {
  words: string;
  take: () => void;
}

/** The tray: what is chosen with prices and total, the time that is left, and the way on. */
export class Tray {
  readonly element: HTMLElement;
  private readonly lines = h("ul", { class: "tray-lines" });
  private readonly count = h("span", { class: "tray-count" });
  private readonly total = h("strong", { class: "tray-total" });
  private readonly clock = h("p", { class: "tray-clock", hidden: true });
  private readonly message = h("div", { class: "tray-message", role: "status" });
  private readonly button: HTMLButtonElement;
  private readonly giveBack: HTMLButtonElement;
  private readonly clear: HTMLButtonElement;
  private readonly body = h("div", { class: "tray-body" }, h("h2", {}, say("tray.title")), this.lines);
  private shown = 0;
  private stopClock: () => void = () => {};

  /** @param nothing what is said of a tray without lines, by how many one may have */
  constructor(actions: Actions, forbidsOrphans: boolean, private readonly nothing: (limit: number) => string) {
    const rule = forbidsOrphans && h("p", { class: "tray-rule muted" }, say("tray.no-single"));
    const plain = (words: string, act: () => void) => h("button", { type: "button", class: "plain", hidden: true, onclick: act }, words);
    this.button = h("button", { type: "button", class: "large wide", onclick: actions.proceed });
    this.giveBack = plain(say("tray.give-back"), actions.release);
    this.clear = plain(say("tray.clear"), actions.clear);
    this.element = h(
      "aside",
      { class: "tray", "aria-label": say("tray.title") },
      this.body,
      h(
        "div",
        { class: "tray-foot" },
        rule,
        this.message,
        this.clock,
        h("p", { class: "tray-sum" }, this.count, this.total),
        this.button,
        h("div", { class: "tray-others" }, this.clear, this.giveBack),
      ),
    );
  }

  /** @param held what the hold of these lines costs: its prices are those of when it was taken */
  show(lines: TrayLine[], currency: string, limit: number, held: Money | null): void {
    const total = held ?? { amount: lines.reduce((sum, line) => sum + line.price.amount, 0), currency };
    fill(this.lines, ...(lines.length === 0 ? [h("li", { class: "tray-empty muted" }, this.nothing(limit))] : lines.map(line)));
    if (lines.length > this.shown) {
      // What has just been chosen is last.
      this.body.scrollTo({ top: this.lines.scrollHeight });
    }
    this.shown = lines.length;
    this.count.textContent = lines.length === 0 ? say("tray.nothing") : say("tray.tickets", { n: lines.length });
    this.total.textContent = lines.length === 0 ? "" : money(total);
    this.clear.hidden = lines.length < 2 || !this.giveBack.hidden;
    this.element.classList.toggle("has-lines", lines.length > 0);
  }

  /** What the button does now. */
  setAction(words: string, enabled: boolean): void {
    this.button.textContent = words;
    this.button.disabled = !enabled;
    this.button.removeAttribute("aria-busy");
  }

  setBusy(words: string): void {
    this.button.textContent = words;
    this.button.disabled = true;
    this.button.setAttribute("aria-busy", "true");
  }

  setHold(hold: HoldView | null, over: () => void): void {
    this.stopClock();
    this.clock.hidden = this.giveBack.hidden = hold === null;
    if (hold) {
      const left = h("strong", { class: "tray-left" });
      fill(this.clock, say("tray.held-for"), " ", left);
      this.stopClock = countDown(
        Date.parse(hold.expiresAt),
        (milliseconds) => {
          left.textContent = remaining(milliseconds);
          this.clock.classList.toggle("soon", milliseconds < 60_000);
        },
        over,
      );
    }
  }

  say(kind: "good" | "warn" | "bad", words: string, offer?: Offer): void {
    const button = offer && h("button", { type: "button", class: "quiet tray-offer", onclick: offer.take }, offer.words);
    fill(this.message, h("div", { class: `notice ${kind}` }, h("p", {}, words), button));
  }

  quiet(): void {
    fill(this.message);
  }
}

function line({ title, detail, view, price, color, remove }: TrayLine): HTMLElement {
  const dot = h("span", { class: "swatch" });
  if (color) {
    dot.style.background = color;
  }
  return h(
    "li",
    {},
    dot,
    h("span", { class: "tray-name" }, h("strong", {}, title), h("span", { class: "muted" }, detail), view && h("span", { class: "view-note" }, view)),
    h("span", { class: "tray-price" }, money(price)),
    h("button", { type: "button", class: "tray-remove", "aria-label": say("tray.remove", { place: title }), onclick: remove }, "×"),
  );
}
