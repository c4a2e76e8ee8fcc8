import { h } from "../dom";
import type { Grid } from "./grid";
import type { Left } from "./blocks";
import type { Plan, Section } from "./plan";
import type { View } from "./view";
import { say } from "./words";

/** Says which section is in the middle, once only its seats are seen. */
export class Where {
  readonly element = h("p", { class: "map-where", hidden: true, "aria-hidden": "true" });
  private shown = "";

  constructor(
    private readonly plan: Plan,
    private readonly grid: Grid,
    private readonly view: View,
    private readonly left: (section: Section) => Left,
  ) {}

  /** @param near whether the map shows seats, not blocks */
  show(near: boolean): void {
    const words = near && this.plan.sections.length > 1 && this.view.zoom > 1.2 ? this.words() : "";
    if (words !== this.shown) {
      this.shown = words;
      this.element.textContent = words;
      this.element.hidden = words === "";
    }
  }

  private words(): string {
    const { view, plan } = this;
    const seat = this.grid.nearest(view.planX(view.width / 2), view.planY(view.height / 2), view.height / 3 / view.scale);
    const section = seat < 0 ? undefined : plan.section(seat);
    return section ? say("where", { place: section.name, n: this.left(section).free }) : "";
  }
}
