import { h } from "../dom";
import type { EventDetails } from "../event";
import { shortMoney } from "../money";
import { nextPriceWords } from "./legend";
import { say } from "./words";

/**
 * The prices as chips: what the colours mean, and a filter for map and list. Several may be on; none
 * on is all.
 */
export class PriceFilter {
  readonly element: HTMLElement;
  private readonly on = new Set<number>();
  private readonly chips = new Map<number, HTMLButtonElement>();
  private readonly all: HTMLButtonElement;
  private readonly swatches = new Map<number, HTMLElement>();

  constructor(categories: EventDetails["categories"], private readonly changed: (wanted: ReadonlySet<number> | null) => void) {
    this.all = h("button", { type: "button", class: "chip", onclick: () => this.clear() }, say("filter.all"));
    for (const category of categories) {
      this.chips.set(category.id, this.chip(category));
    }
    const several = categories.length > 1;
    this.element = h("div", { class: "filter", role: "group", "aria-label": say("filter.title") }, several && this.all, ...this.chips.values());
    this.show();
  }

  private chip({ id, name, price, nextPrice }: EventDetails["categories"][number]): HTMLButtonElement {
    const swatch = h("span", { class: "swatch" });
    this.swatches.set(id, swatch);
    return h(
      "button",
      { type: "button", class: "chip", onclick: () => this.toggle(id) },
      swatch,
      h("span", { class: "chip-name" }, name),
      h("strong", {}, shortMoney(price)),
      nextPrice && h("span", { class: "chip-next" }, nextPriceWords(nextPrice)),
    );
  }

  private toggle(id: number): void {
    if (!this.on.delete(id)) {
      this.on.add(id);
    }
    if (this.on.size === this.chips.size) {
      this.on.clear();
    }
    this.tell();
  }

  private clear(): void {
    this.on.clear();
    this.tell();
  }

  private tell(): void {
    this.show();
    this.changed(this.on.size === 0 ? null : this.on);
  }

  private show(): void {
    this.all.setAttribute("aria-pressed", String(this.on.size === 0));
    this.chips.forEach((chip, id) => chip.setAttribute("aria-pressed", String(this.on.has(id))));
  }

  passes(category: number): boolean {
    return this.on.size === 0 || this.on.has(category);
  }

  /** The one category that is wanted, when it is one. */
  get only(): number | null {
    return this.on.size === 1 ? [...this.on][0] : null;
  }

  /** @param left whether any seat of a category is free */
  update(left: (category: number) => boolean, colorOf: (category: number) => string): void {
    this.chips.forEach((chip, id) => {
      const gone = !left(id);
      chip.classList.toggle("gone", gone);
      chip.title = gone ? say("sold-out") : "";
      this.swatches.get(id)!.style.background = colorOf(id);
    });
  }
}
