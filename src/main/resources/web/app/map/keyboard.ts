import { announce } from "../dom";
import { HITTABLE } from "./hand";
import type { Painter } from "./painter";
import type { Section } from "./plan";
import type { SeatMapModel } from "./seat-map";
import { Speech } from "./speech";
import type { View } from "./view";
import { type Station, Walk } from "./walk";
import { say } from "./words";

interface Stage {
  model: SeatMapModel;
  view: View;
  painter: Painter;
  canvas: HTMLElement;
  /** The stretch of the map's height that can be seen. */
  inSight(): { top: number; bottom: number };
  redraw(): void;
}

/** The map by keyboard: what a key means, where that leads, and what is said of it. */
export class Keyboard {
  private readonly walk: Walk;
  private readonly speech: Speech;
  /** Whether the keyboard, not the pointer, was used last: only then its place is marked. */
  private walking = false;

  constructor(private readonly stage: Stage) {
    const { model, painter } = stage;
    this.walk = new Walk(model.plan, model.statuses);
    this.speech = new Speech(model, painter);
  }

  /** The pointer leads again; the next key begins anew. */
  rest(): void {
    this.walking = false;
    this.walk.station = null;
  }

  /** What is to be marked as its place; null while the pointer leads. */
  marks(): { section: Section | null; focus: readonly number[] } | null {
    const at = this.walking && document.activeElement === this.stage.canvas ? this.walk.station : null;
    switch (at?.level) {
      case undefined:
        return null;
      case "section":
        return { section: at.section, focus: [] };
      case "row":
        return { section: at.section, focus: at.row.seats };
      case "seat":
        return { section: null, focus: [at.seat] };
    }
  }

  /** Returns whether the key meant something here. */
  press(event: KeyboardEvent): boolean {
    const step = event.shiftKey ? "none" : this.walk.key(event.key);
    if (step === "none") {
      return false;
    }
    this.walking = true;
    const at = this.walk.station;
    if (step === "pick" && at?.level === "seat") {
      this.stage.model.pick(at.seat);
    } else if (at) {
      this.show(at);
      const place = this.speech.of(at);
      announce(step === "edge" ? say("edge", { place }) : place);
    } else {
      this.stage.view.fitAll();
      announce(say("outside"));
    }
    this.stage.redraw();
    return true;
  }

  private show(at: Station): void {
    const { model, view } = this.stage;
    switch (at.level) {
      case "section":
        view.fitAll();
        break;
      case "row":
        view.show(at.section, this.stage.inSight());
        break;
      case "seat":
        view.follow(model.plan.x[at.seat], model.plan.y[at.seat], (HITTABLE + 2) / model.plan.seatRadius);
    }
  }
}
