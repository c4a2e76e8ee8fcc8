import { h } from "../dom";
import { drawAreas } from "./areas";
import { blockColor, type Left, trace } from "./blocks";
import type { Palette } from "./palette";
import type { Plan, Section } from "./plan";
import type { View } from "./view";

/** The longer side, in CSS pixels. */
const SIZE = 132;
/** While the map shows nearly all, a small map says nothing. */
const USEFUL_FROM = 1.6;
/** A frame smaller than this is not found. */
const LEAST_FRAME = 10;
/** What is left changes a little many times a second; here nobody sees it sooner. */
const PAUSE = 1000;

/** The whole plan in small, with a frame around what the map shows; to drag. */
export class Minimap {
  readonly element = h("canvas", { class: "map-mini", hidden: true, "aria-hidden": "true" });
  private readonly ground = document.createElement("canvas");
  private readonly scale: number;
  private drawnAt = -Infinity;

  constructor(
    private readonly plan: Plan,
    private readonly view: View,
    private readonly left: (section: Section) => Left,
    /** Whether a seat can be had, and the filter lets it through. */
    private readonly free: (seat: number) => boolean,
  ) {
    const { width, height } = plan.bounds;
    this.scale = SIZE / Math.max(1, width, height);
    const ratio = Math.min(2, devicePixelRatio);
    for (const canvas of [this.element, this.ground]) {
      canvas.width = Math.round(width * this.scale * ratio);
      canvas.height = Math.round(height * this.scale * ratio);
    }
    this.element.style.width = `${width * this.scale}px`;
    this.element.style.height = `${height * this.scale}px`;
    for (const type of ["pointerdown", "pointermove"] as const) {
      this.element.addEventListener(type, (event) => this.point(event));
    }
  }

  private point(event: PointerEvent): void {
    if (event.buttons === 0) {
      return;
    }
    this.element.setPointerCapture(event.pointerId);
    const box = this.element.getBoundingClientRect();
    const { x, y } = this.plan.bounds;
    this.view.centre(x + (event.clientX - box.left) / this.scale, y + (event.clientY - box.top) / this.scale);
  }

  /** Colours or the filter changed. */
  invalidate(): void {
    this.drawnAt = -Infinity;
  }

  draw(palette: Palette, now: number): void {
    const { view, element } = this;
    element.hidden = view.zoom < USEFUL_FROM;
    if (element.hidden) {
      return;
    }
    if (now - this.drawnAt > PAUSE) {
      this.drawnAt = now;
      this.drawGround(palette);
    }
    const context = element.getContext("2d")!;
    const ratio = element.width / (this.plan.bounds.width * this.scale);
    const scale = this.scale * ratio;
    context.drawImage(this.ground, 0, 0);
    const width = Math.max(LEAST_FRAME * ratio, (view.width / view.scale) * scale);
    const height = Math.max(LEAST_FRAME * ratio, (view.height / view.scale) * scale);
    const middleX = (view.planX(view.width / 2) - this.plan.bounds.x) * scale, middleY = (view.planY(view.height / 2) - this.plan.bounds.y) * scale;
    for (const [line, color] of [[4, palette.theme.paper], [2, palette.theme.ink]] as const) {
      context.lineWidth = line * ratio;
      context.strokeStyle = color;
      context.strokeRect(middleX - width / 2, middleY - height / 2, width, height);
    }
  }

  private drawGround(palette: Palette): void {
    const { plan, ground } = this;
    const context = ground.getContext("2d")!;
    const scale = ground.width / plan.bounds.width;
    const x = -plan.bounds.x * scale, y = -plan.bounds.y * scale;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = palette.theme.paper;
    context.fillRect(0, 0, ground.width, ground.height);
    context.setTransform(scale, 0, 0, scale, x, y);
    drawAreas(context, plan.areas, palette.theme, 1 / scale);
    context.setTransform(1, 0, 0, 1, 0, 0);
    if (plan.large) {
      this.drawBlocks(context, palette, scale, x, y);
    } else {
      this.drawSeats(context, palette, scale, x, y);
    }
  }

  private drawBlocks(context: CanvasRenderingContext2D, palette: Palette, scale: number, x: number, y: number): void {
    this.plan.sections.forEach((section) => {
      context.fillStyle = blockColor(this.left(section), (category) => palette.of(category), palette.theme);
      trace(context, section, scale, x, y);
      context.fill();
    });
  }

  /** Sections of a small house may lie among each other, such as boxes: their outlines would say nothing. */
  private drawSeats(context: CanvasRenderingContext2D, palette: Palette, scale: number, x: number, y: number): void {
    const { plan } = this;
    const size = Math.max(1.5, 1.6 * plan.seatRadius * scale);
    for (const seat of plan.live) {
      context.fillStyle = this.free(seat) ? palette.of(plan.category[seat]) : palette.theme.sold;
      context.fillRect(plan.x[seat] * scale + x - size / 2, plan.y[seat] * scale + y - size / 2, size, size);
    }
  }
}
