import { fill, h } from "../dom";
import { Gestures } from "./gestures";
import { Grid } from "./grid";
import { drawOverlay } from "./overlay";
import { Painter } from "./painter";
import type { Plan } from "./plan";
import { FREE, type Statuses } from "./statuses";
import { readTheme, type Theme } from "./theme";
import { View } from "./view";

/** From this radius on, in CSS pixels, a finger can hit a seat. */
const HITTABLE = 8;
/** How far from where it touches a finger may mean a seat, in CSS pixels. */
const FINGER = 22;
/** Less of the map's height than this is too little to show seats in, in CSS pixels. */
const ENOUGH = 200;

export interface SeatMapModel {
  plan: Plan;
  statuses: Statuses;
  categories: { id: number; color: string }[];
  chosen: ReadonlySet<number>;
  /** What the tooltip says of a seat, a line each. */
  describe(seat: number): string[];
  /** Somebody tapped a seat. */
  pick(seat: number): void;
}

/**
 * `<seat-map>`: the plan on a canvas, to zoom, move and tap. It draws only when something changed.
 * It shows and reports; what is chosen is its owner's business.
 */
export class SeatMap extends HTMLElement {
  private readonly canvas = h("canvas", { tabindex: 0, role: "img" });
  private readonly tip = h("div", { class: "map-tip", hidden: true });
  private model: SeatMapModel | null = null;
  private view!: View;
  private painter!: Painter;
  private grid!: Grid;
  private theme!: Theme;
  private frame = 0;
  private settle = 0;
  private hover = -1;
  private lost: number[] = [];
  /** For measurements: how many frames were drawn, and the time they took together. */
  readonly stats = { frames: 0, drawings: 0, millis: 0 };

  connectedCallback(): void {
    const zoom = (name: string, sign: string, act: () => void) =>
      h("button", { type: "button", class: "map-button", title: name, "aria-label": name, onclick: act }, sign);
    const middle = (factor: number) => () => this.view?.zoomAt(this.view.width / 2, this.view.height / 2, factor, true);
    fill(
      this,
      this.canvas,
      this.tip,
      h(
        "div",
        { class: "map-buttons" },
        zoom("Zoom in", "+", middle(1.6)),
        zoom("Zoom out", "−", middle(1 / 1.6)),
        zoom("Show all", "⤢", () => this.view?.fitAll()),
      ),
    );
  }

  /** Shows a plan. */
  show(model: SeatMapModel, label: string): void {
    this.model = model;
    this.canvas.setAttribute("aria-label", label);
    this.grid = new Grid(model.plan);
    this.theme = readTheme(this);
    this.painter = new Painter(model.plan, this.grid, model.statuses, model.categories, this.theme);
    this.view = new View(model.plan.bounds, model.plan.seatRadius, () => this.moved());
    new Gestures(this.canvas, this.view, {
      tap: (x, y, finger) => this.tap(x, y, finger),
      hover: (x, y) => this.point(x, y),
      leave: () => this.point(-1, -1),
    });
    new ResizeObserver(() => this.resize()).observe(this);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.restyle());
    this.resize();
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

  private restyle(): void {
    this.theme = readTheme(this);
    this.painter.setTheme(this.theme);
    this.redraw();
  }

  /** The colour that a category has on the map in this theme. */
  colorOf(category: number): string {
    return this.painter.colorOf(category);
  }

  /** Some seats have another status. */
  update(): void {
    this.painter?.invalidate();
    this.redraw();
  }

  /** What is chosen, or lost, changed. */
  redraw(): void {
    if (this.frame === 0 && this.model) {
      this.frame = requestAnimationFrame(() => this.draw());
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

  /** Brings seats into view, in the part of the map that `cover`, fixed at the screen's foot, leaves free. */
  reveal(seats: Iterable<number>, cover?: Element): void {
    const { plan } = this.model!;
    let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
    for (const seat of seats) {
      left = Math.min(left, plan.x[seat]);
      right = Math.max(right, plan.x[seat]);
      top = Math.min(top, plan.y[seat]);
      bottom = Math.max(bottom, plan.y[seat]);
    }
    if (left <= right) {
      this.view.show({ x: left, y: top, width: right - left, height: bottom - top }, this.inSight(cover));
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
    this.tip.hidden = true;
    this.redraw();
  }

  private draw(): void {
    this.frame = 0;
    const began = performance.now();
    const { view, painter } = this;
    const context = this.canvas.getContext("2d", { alpha: false })!;
    window.clearTimeout(this.settle);
    if (!painter.isSharp(view)) {
      // Quick to draw: every frame. Slow: when there is nothing to show, and once the hand rests.
      if (painter.cost < 9 || !painter.covers(view)) {
        painter.draw(view);
        this.stats.drawings++;
      } else {
        this.settle = window.setTimeout(() => {
          painter.draw(view);
          this.stats.drawings++;
          this.redraw();
        }, 90);
      }
    }
    painter.show(context, view);
    drawOverlay(context, view, this.model!.plan, this.theme, {
      chosen: this.model!.chosen,
      lost: this.lost,
      hover: this.hover,
    });
    this.stats.frames++;
    this.stats.millis += performance.now() - began;
  }

  private seatAt(x: number, y: number, slack: number): number {
    const { view } = this;
    return this.grid.nearest(view.planX(x), view.planY(y), slack / view.scale);
  }

  private tap(x: number, y: number, finger: boolean): void {
    const { plan } = this.model!;
    const radius = plan.seatRadius * this.view.scale;
    const reach = finger ? Math.max(2, FINGER - radius) : 2;
    const seat = this.seatAt(x, y, radius < HITTABLE ? FINGER : reach);
    if (radius < HITTABLE) {
      // The seat that was meant stays under the finger, for the next tap to hit.
      const fixedX = seat < 0 ? x : this.view.screenX(plan.x[seat]);
      const fixedY = seat < 0 ? y : this.view.screenY(plan.y[seat]);
      // In a large plan two steps: the way there stays visible.
      this.view.zoomAt(fixedX, fixedY, Math.min(12.5 / radius, 6), true);
    } else if (seat >= 0) {
      this.model!.pick(seat);
    }
  }

  private point(x: number, y: number): void {
    const { plan, describe, statuses, chosen } = this.model!;
    const radius = plan.seatRadius * this.view.scale;
    const seat = x < 0 ? -1 : this.seatAt(x, y, radius < 3 ? 3 : 1);
    if (seat !== this.hover) {
      this.hover = seat;
      this.redraw();
    }
    this.tip.hidden = seat < 0;
    if (seat >= 0) {
      const [first, ...rest] = describe(seat);
      fill(this.tip, h("strong", {}, first), ...rest.map((line) => h("span", {}, line)));
      const left = Math.min(Math.max(x, 90), this.view.width - 90);
      this.tip.style.transform = `translate(${left}px, ${y}px) translate(-50%, ${y < 110 ? "20px" : "calc(-100% - 16px)"})`;
    }
    const pickable = seat >= 0 && (statuses.seats[seat] === FREE || chosen.has(seat));
    this.canvas.classList.toggle("pickable", pickable && radius >= HITTABLE);
  }
}

customElements.define("seat-map", SeatMap);
