import { h } from "../dom";
import { say } from "./words";

/** The buttons on the map. */
export class Controls {
  readonly element: HTMLElement;
  private readonly brush: HTMLButtonElement;
  /** Whether drags choose seats instead of moving the map. */
  brushing = false;

  constructor(zoom: (factor: number) => void, fit: () => void) {
    const button = (name: string, sign: string, act: () => void, more: Record<string, string> = {}) =>
      h("button", { type: "button", class: "map-button", title: name, "aria-label": name, ...more, onclick: act }, sign);
    this.brush = button(say("brush"), "", () => this.turnBrush(), { "aria-pressed": "false" });
    this.brush.classList.add("map-brush");
    this.brush.append(...[1, 2, 3].map(() => h("i")));
    this.element = h(
      "div",
      { class: "map-buttons" },
      button(say("zoom.in"), "+", () => zoom(1.6)),
      button(say("zoom.out"), "−", () => zoom(1 / 1.6)),
      button(say("zoom.all"), "⤢", fit),
      this.brush,
    );
  }

  private turnBrush(): void {
    this.brushing = !this.brushing;
    this.brush.setAttribute("aria-pressed", String(this.brushing));
  }
}
