import { fill, h } from "../dom";
import type { MapCategory } from "./blocks";
import { Card, type CardWords } from "./card";
import { Controls } from "./controls";
import { Gestures } from "./gestures";
import { Grid } from "./grid";
import { Hand } from "./hand";
import { Keyboard } from "./keyboard";
import { Minimap } from "./minimap";
import { Names } from "./names";
import { drawOverlay } from "./overlay";
import { Painter } from "./painter";
import { Palette } from "./palette";
import type { Plan } from "./plan";
import { FREE, type Statuses } from "./statuses";
import { readTheme } from "./theme";
import { View } from "./view";
import { Where } from "./where";
import { say } from "./words";

/** Less of the map's height than this is too little to show seats in, in CSS pixels. */
const ENOUGH = 200;
/** A drawing that takes no longer than this can be done for every frame, in milliseconds. */
const QUICK = 9;
/** What is slower waits until the hand has rested for so long, in milliseconds, */
const REST = 90;
/** or until so many times its cost have gone by, so that it takes but a small part of the time. */
const SHARE = 10;

export interface SeatMapModel {
  plan: Plan;
  statuses: Statuses;
  categories: MapCategory[];
  chosen: ReadonlySet<number>;
  /** What the card says of a seat, and the keyboard's voice. */
  describe(seat: number): CardWords;
  /** Somebody tapped a seat. */
  pick(seat: number): void;
  /** Somebody drew over a seat of whatever status: it shall be chosen, or not. Without this nobody can draw. */
  brush?(seat: number, choose: boolean): void;
}

/**
 * `<seat-map>`: the plan on a canvas, to zoom, move and tap. It draws only when something changed.
 * It shows and reports; what is chosen is its owner's business.
 */
export class SeatMap extends HTMLElement {
  private readonly canvas = h("canvas", { tabindex: 0, role: "application" });
  private readonly card = new Card();
  private readonly controls = new Controls(
    (factor) => this.view?.zoomAt(this.view.width / 2, this.view.height / 2, factor, true),
    () => this.view?.fitAll(),
  );
  private model: SeatMapModel | null = null;
  private filter: ReadonlySet<number> | null = null;
  private view!: View;
  private palette!: Palette;
  private painter!: Painter;
  private grid!: Grid;
  private minimap!: Minimap;
  private where!: Where;
  private hand!: Hand;
  private keyboard!: Keyboard;
  private names!: Names;
  private frame = 0;
  private settle = 0;
  private drawnAt = -Infinity;
  private lost: number[] = [];
  private offered: number[] = [];
  /**
   * For measurements: how many frames were drawn, how many of them anew, and the time they took together.
   * The performance mark `seat-map` tells when the first was.
   */
  readonly stats = { frames: 0, drawings: 0, millis: 0 };

  /** Shows a plan. */
  show(model: SeatMapModel, label: string): void {
    const { plan, statuses, categories } = model;
    this.model = model;
    this.canvas.setAttribute("aria-label", label);
    this.canvas.setAttribute("aria-roledescription", say("role"));
    this.canvas.setAttribute("aria-description", say("help"));
    this.grid = new Grid(plan);
    this.palette = new Palette(readTheme(this), categories, this.filter);
    this.painter = new Painter(plan, this.grid, statuses, categories, this.palette);
    this.view = new View(plan.bounds, plan.seatRadius, () => this.moved());
    const free = (seat: number) => statuses.seats[seat] === FREE && this.palette.passes(plan.category[seat]);
    this.minimap = new Minimap(plan, this.view, (section) => this.painter.left(section), free);
    this.where = new Where(plan, this.grid, this.view, (section) => this.painter.left(section));
    this.names = new Names(plan, this.grid);
    this.hand = this.makeHand(model);
    this.keyboard = this.makeKeyboard(model);
    fill(this, this.canvas, this.card.element, this.minimap.element, this.where.element, this.controls.element);
    this.listen();
    this.resize();
  }

  private makeHand(model: SeatMapModel): Hand {
    const { view, painter, grid, card, canvas } = this;
    return new Hand({
      model, view, painter, grid, card, canvas,
      brushing: () => this.controls.brushing,
      show: (section) => view.show(section, this.inSight()),
      redraw: () => this.redraw(),
    });
  }

  private makeKeyboard(model: SeatMapModel): Keyboard {
    const { view, painter, canvas } = this;
    return new Keyboard({ model, view, painter, canvas, inSight: () => this.inSight(), redraw: () => this.redraw() });
  }

  private listen(): void {
    new Gestures(this.canvas, this.view, {
      tap: (x, y, finger) => {
        this.keyboard.rest();
        return this.hand.tap(x, y, finger);
      },
      hover: (x, y) => this.hand.point(x, y),
      leave: () => this.hand.leave(),
      brush: (x, y, wanted) => this.hand.beginStroke(x, y, wanted),
      brushed: (x, y) => this.hand.stroke(x, y),
      key: (event) => this.keyboard.press(event),
    });
    this.canvas.addEventListener("blur", () => this.redraw());
    this.canvas.addEventListener("focus", () => this.redraw());
    new ResizeObserver(() => this.resize()).observe(this);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.restyle());
  }

  private resize(): void {
    const { clientWidth: width, clientHeight: height } = this;
    if (width === 0 || height === 0) {
      return;
    }
    this.canvas.width = Math.round(width * devicePixelRatio);
    this.canvas.height = Math.round(height * devicePixelRatio);
    this.view.resize(width, height);
    this.painter.invalidate();
    this.redraw();
  }

  /** Shows only these categories in their colours; null: all. */
  setFilter(categories: ReadonlySet<number> | null): void {
    this.filter = categories;
    this.restyle();
  }

  private restyle(): void {
    if (this.model) {
      this.palette = new Palette(readTheme(this), this.model.categories, this.filter);
      this.painter.setPalette(this.palette);
      this.minimap.invalidate();
      this.redraw();
    }
  }

  /** The colour that a category has on the map in this theme. */
  colorOf(category: number): string {
    return this.palette.of(category);
  }

  /** Some seats have another status; null: any may. */
  update(seats: number[] | null = null): void {
    this.painter?.change(seats);
    this.card.forget();
    this.redraw();
  }

  /** What is chosen, or lost, changed. */
  redraw(): void {
    if (this.frame === 0 && this.model) {
      this.frame = requestAnimationFrame((now) => this.draw(now));
    }
  }

  /** Crosses out seats that others took, for a while. */
  showLost(seats: number[]): void {
    this.lost = seats;
    this.redraw();
    window.setTimeout(() => {
      this.lost = [];
      this.redraw();
    }, 6000);
  }

  /** Rings around seats that are offered; none takes the rings away. */
  showOffered(seats: number[]): void {
    this.offered = seats;
    this.redraw();
  }

  /** Brings seats into view, in the part of the map that `cover`, fixed at the screen's foot, leaves free. */
  reveal(seats: Iterable<number>, cover?: Element): void {
    const box = this.model!.plan.boxOf(seats);
    if (box) {
      this.view.show(box, this.inSight(cover));
    }
  }

  /** The stretch of the map's height that can be seen; scrolls to the map first when that is too little. */
  private inSight(cover?: Element): { top: number; bottom: number } {
    const foot = cover && getComputedStyle(cover).position === "fixed" ? cover.getBoundingClientRect().top : innerHeight;
    const stretch = () => {
      const box = this.getBoundingClientRect();
      return { top: Math.max(0, -box.top), bottom: Math.min(box.height, foot - box.top) };
    };
    const { top, bottom } = stretch();
    if (bottom - top < Math.min(ENOUGH, this.clientHeight)) {
      this.scrollIntoView({ block: "start", behavior: "instant" });
    }
    return stretch();
  }

  private moved(): void {
    this.hand?.leave();
    this.redraw();
  }

  private draw(now: number): void {
    this.frame = 0;
    const began = performance.now();
    const { view, painter } = this;
    const context = this.canvas.getContext("2d", { alpha: false })!;
    this.refresh(now);
    const goesOn = painter.step(now);
    painter.show(context, view);
    const far = painter.blocksAt(view) >= 0.5;
    if (!far) {
      context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
      this.names.draw(context, view, this.palette.theme);
    }
    drawOverlay(context, view, this.model!.plan, this.palette.theme, {
      chosen: this.model!.chosen,
      lost: this.lost,
      offered: this.offered,
      hover: this.hand.seat,
      ...(this.keyboard.marks() ?? { section: this.hand.section, focus: [] }),
    });
    this.minimap.draw(this.palette, now);
    this.where.show(!far);
    if (this.stats.frames++ === 0) {
      performance.mark("seat-map");
    }
    this.stats.millis += performance.now() - began;
    if (goesOn) {
      this.redraw();
    }
  }

  /** Quick to draw: every frame. Slow: when there is nothing to show, now and then, and once the hand rests. */
  private refresh(now: number): void {
    const { view, painter } = this;
    window.clearTimeout(this.settle);
    if (painter.isSharp(view)) {
      return;
    }
    if (painter.cost < QUICK || !painter.covers(view) || now - this.drawnAt > SHARE * painter.cost) {
      painter.draw(view);
      this.drawnAt = now;
      this.stats.drawings++;
    } else {
      this.settle = window.setTimeout(() => {
        this.drawnAt = -Infinity;
        this.redraw();
      }, REST);
    }
  }
}

customElements.define("seat-map", SeatMap);
