import { fill, h } from "../dom";

/** What the card says: a title, then a line each; a colour is that of the category. */
export interface CardWords {
  title: string;
  color?: string;
  category?: string;
  price?: string;
  note?: string;
  /** About the view. */
  view?: string;
}

/** The card beside the pointer that says what one points at. */
export class Card {
  readonly element = h("div", { class: "map-card", hidden: true, "aria-hidden": "true" });
  private shown: unknown = null;

  /** @param key of what is pointed at: the words are asked for once while it stays the same */
  show(key: unknown, words: () => CardWords, x: number, y: number, width: number): void {
    if (key !== this.shown) {
      this.write(words());
      this.shown = key;
    }
    this.element.hidden = false;
    const half = Math.min(120, width / 2);
    const left = Math.min(Math.max(x, half), width - half);
    this.element.style.transform = `translate(${left}px, ${y}px) translate(-50%, ${y < 130 ? "22px" : "calc(-100% - 18px)"})`;
  }

  private write({ title, color, category, price, note, view }: CardWords): void {
    const swatch = color && h("span", { class: "swatch" });
    if (swatch) {
      swatch.style.background = color;
    }
    fill(
      this.element,
      h("strong", {}, title),
      (category || price) && h("span", { class: "map-card-price" }, swatch, category && h("span", {}, category), price && h("b", {}, price)),
      note && h("span", { class: "map-card-note" }, note),
      view && h("span", { class: "map-card-view" }, view),
    );
  }

  /** What it says may not be true any more. */
  forget(): void {
    this.shown = null;
  }

  hide(): void {
    this.element.hidden = true;
    this.shown = null;
  }
}
