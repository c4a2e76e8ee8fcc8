import type { Grid } from "./grid";
import type { Plan, Section } from "./plan";
import type { Theme } from "./theme";
import type { View } from "./view";

/** Beyond this radius, in CSS pixels, rows say their numbers and sections nothing. */
const SILENT_FROM = 5.2;

/** The names of sections over their seats, where the plan does not say them itself. */
export class Names {
  private readonly named: Section[];

  constructor(private readonly plan: Plan, grid: Grid) {
    const written = new Set(plan.areas.map(({ text }) => (text?.text ?? "").trim().toLowerCase()));
    this.named = plan.sections.length < 2 ? [] : plan.sections.filter((section) => {
      const { middle } = section.outline;
      const seat = grid.nearest(middle.x, middle.y, plan.seatRadius * 6);
      return seat >= 0 && plan.section(seat) === section && !written.has(section.name.toLowerCase());
    });
  }

  /** A name is left out where it would cover another, or more than its section. */
  draw(context: CanvasRenderingContext2D, view: View, theme: Theme): void {
    if (this.plan.seatRadius * view.scale >= SILENT_FROM) {
      return;
    }
    const placed: { left: number; top: number; right: number; bottom: number }[] = [];
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3;
    for (const { name, outline } of this.named) {
      const size = Math.min(13, outline.room.height * view.scale * 0.45, (outline.room.width * view.scale * 1.4) / name.length);
      const x = view.screenX(outline.middle.x), y = view.screenY(outline.middle.y);
      if (size < 8 || x < 0 || y < 0 || x > view.width || y > view.height) {
        continue;
      }
      context.font = `700 ${size.toFixed(1)}px ${theme.font}`;
      const half = context.measureText(name).width / 2 + 2;
      const box = { left: x - half, right: x + half, top: y - size * 0.6, bottom: y + size * 0.6 };
      if (placed.some((other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top)) {
        continue;
      }
      placed.push(box);
      context.strokeStyle = theme.paper;
      context.fillStyle = theme.ink;
      context.strokeText(name, x, y);
      context.fillText(name, x, y);
    }
  }
}
