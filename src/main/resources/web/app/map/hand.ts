import type { Card, CardWords } from "./card";
import type { Grid } from "./grid";
import type { Painter } from "./painter";
import type { Section } from "./plan";
import type { SeatMapModel } from "./seat-map";
import { FREE } from "./statuses";
import type { View } from "./view";
import { say } from "./words";

/** From this radius on, in CSS pixels, a finger can hit a seat. */
export const HITTABLE = 8;
/** From this radius on a mouse can. */
const POINTABLE = 5;
/** How far from where it touches a finger may mean a seat, in CSS pixels. */
const FINGER = 22;

interface Stage {
  model: SeatMapModel;
  view: View;
  painter: Painter;
  grid: Grid;
  card: Card;
  canvas: HTMLElement;
  /** Whether drags draw over seats without a key held. */
  brushing(): boolean;
  show(section: Section): void;
  redraw(): void;
}

/** What the pointer means: the seat or the block under it, a tap, a stroke over seats. */
export class Hand {
  /** The seat that is pointed at; -1 for none. */
  seat = -1;
  /** The block that is pointed at. */
  section: Section | null = null;
  private brushChooses = true;

  constructor(private readonly stage: Stage) {}

  private get radius(): number {
    return this.stage.model.plan.seatRadius * this.stage.view.scale;
  }

  private seatAt(x: number, y: number, slack: number): number {
    const { view, grid } = this.stage;
    return grid.nearest(view.planX(x), view.planY(y), slack / view.scale);
  }

  private blockAt(x: number, y: number): Section | null {
    const { model, view, painter } = this.stage;
    if (painter.blocksAt(view) < 0.5) {
      return null;
    }
    const seat = this.seatAt(x, y, Math.max(4, 2 * this.radius));
    return seat < 0 ? null : (model.plan.section(seat) ?? null);
  }

  /** Goes into a block, nearer to a seat, or chooses one. Returns whether the view has moved. */
  tap(x: number, y: number, finger: boolean): boolean {
    const { model, view } = this.stage;
    const { radius } = this;
    const block = this.blockAt(x, y);
    if (block) {
      this.stage.show(block);
      return true;
    }
    const hittable = radius >= (finger ? HITTABLE : POINTABLE);
    const seat = this.seatAt(x, y, !hittable ? FINGER : finger ? Math.max(2, FINGER - radius) : 2);
    if (seat < 0) {
      return false;
    }
    if (!hittable) {
      // The seat that was meant stays under the finger, for the next tap to hit. In a large plan two
      // steps: the way there stays visible.
      view.zoomAt(view.screenX(model.plan.x[seat]), view.screenY(model.plan.y[seat]), Math.min(12.5 / radius, 6), true);
      return true;
    }
    model.pick(seat);
    return false;
  }

  /** @param wanted whether a key asks for it */
  beginStroke(x: number, y: number, wanted: boolean): boolean {
    const { model } = this.stage;
    if (!model.brush || !(wanted || this.stage.brushing()) || this.radius < POINTABLE) {
      return false;
    }
    this.brushChooses = !model.chosen.has(this.seatAt(x, y, 2));
    return true;
  }

  stroke(x: number, y: number): void {
    const { brush, chosen } = this.stage.model;
    const seat = this.seatAt(x, y, 2);
    if (seat >= 0 && chosen.has(seat) !== this.brushChooses) {
      brush?.(seat, this.brushChooses);
    }
  }

  /** What was pointed at lies elsewhere now, or the pointer is gone. */
  leave(): void {
    this.seat = -1;
    this.section = null;
    this.stage.card.hide();
    this.stage.canvas.classList.remove("pickable");
    this.stage.redraw();
  }

  point(x: number, y: number): void {
    const { model, view, card, canvas } = this.stage;
    const section = this.blockAt(x, y);
    const seat = section ? -1 : this.seatAt(x, y, this.radius < 3 ? 3 : 1);
    if (section !== this.section || seat !== this.seat) {
      this.section = section;
      this.seat = seat;
      this.stage.redraw();
    }
    if (section) {
      card.show(section, () => this.sectionWords(section), x, y, view.width);
    } else if (seat >= 0) {
      card.show(seat, () => model.describe(seat), x, y, view.width);
    } else {
      card.hide();
    }
    const pickable = seat >= 0 && (model.statuses.seats[seat] === FREE || model.chosen.has(seat)) && this.radius >= POINTABLE;
    canvas.classList.toggle("pickable", pickable || section !== null);
  }

  private sectionWords(section: Section): CardWords {
    const { painter } = this.stage;
    const { free, category, from } = painter.left(section);
    return {
      title: section.name,
      color: free > 0 ? painter.colorOf(category) : undefined,
      price: free > 0 && from ? say("from", { price: from }) : undefined,
      note: free > 0 ? say("free", { n: free }) : say("none"),
    };
  }
}
