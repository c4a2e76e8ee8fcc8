import { drawAreas } from "./areas";
import type { Grid } from "./grid";
import type { Plan, Section } from "./plan";
import { Sprites } from "./sprites";
import { FREE, HELD, type Statuses } from "./statuses";
import { mix, pixel, readableOn, type Theme, visible } from "./theme";
import type { View } from "./view";

/** Below this radius in device pixels seats are dots of pixels, not circles. */
const DOTS_BELOW = 2.2;
/** From this radius in CSS pixels on seats show their numbers. */
const NUMBERS_FROM = 9;
/** The picture of the seats reaches so far beyond the screen, in CSS pixels. */
const MARGIN = 128;

/**
 * Draws areas, seats and names to a picture that is somewhat larger than the screen. While people
 * move the map, the picture is shifted or stretched; it is drawn anew when it does not cover the
 * screen any more, or is out of date.
 */
export class Painter {
  private readonly picture = document.createElement("canvas");
  private readonly context = this.picture.getContext("2d", { willReadFrequently: false })!;
  private drawn = { scale: 0, x: 0, y: 0 };
  private stale = true;
  private sprites: Sprites | null = null;
  private colors = new Map<number, string>();
  private dots = new Map<number, number>();
  private readonly written: ReadonlySet<string>;
  /** How long the last drawing took, in milliseconds. */
  cost = 0;

  constructor(
    private readonly plan: Plan,
    private readonly grid: Grid,
    private readonly statuses: Statuses,
    private readonly categories: { id: number; color: string }[],
    private theme: Theme,
  ) {
    this.written = new Set(plan.areas.map(({ text }) => (text?.text ?? "").trim().toLowerCase()));
    this.setTheme(theme);
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.colors = new Map(this.categories.map(({ id, color }) => [id, visible(color, theme)]));
    this.dots.clear();
    this.sprites = null;
    this.stale = true;
  }

  colorOf(category: number): string {
    return this.colors.get(category) ?? this.theme.soft;
  }

  invalidate(): void {
    this.stale = true;
  }

  /** Whether the picture shows what the view shows, sharp. */
  isSharp(view: View): boolean {
    return !this.stale && this.drawn.scale === view.scale && this.covers(view);
  }

  covers(view: View): boolean {
    const { scale, x, y } = this.shift(view);
    const ratio = devicePixelRatio;
    return (
      this.drawn.scale > 0 &&
      x <= 0 && y <= 0 &&
      x + (this.picture.width / ratio) * scale >= view.width &&
      y + (this.picture.height / ratio) * scale >= view.height
    );
  }

  /** Where the picture's corner is on the screen now, and how much larger it is. */
  private shift(view: View) {
    const scale = view.scale / this.drawn.scale;
    return {
      scale,
      x: view.x - (this.drawn.x + MARGIN) * scale,
      y: view.y - (this.drawn.y + MARGIN) * scale,
    };
  }

  /** Copies the picture to the screen. */
  show(target: CanvasRenderingContext2D, view: View): void {
    const ratio = devicePixelRatio;
    const { scale, x, y } = this.shift(view);
    target.setTransform(1, 0, 0, 1, 0, 0);
    target.imageSmoothingEnabled = scale !== 1;
    const left = scale === 1 ? Math.round(x * ratio) : x * ratio;
    const top = scale === 1 ? Math.round(y * ratio) : y * ratio;
    target.drawImage(this.picture, left, top, this.picture.width * scale, this.picture.height * scale);
  }

  /** Draws the picture anew for this view. */
  draw(view: View): void {
    const began = performance.now();
    const ratio = devicePixelRatio;
    const width = Math.round((view.width + 2 * MARGIN) * ratio);
    const height = Math.round((view.height + 2 * MARGIN) * ratio);
    if (this.picture.width !== width || this.picture.height !== height) {
      this.picture.width = width;
      this.picture.height = height;
    }
    this.drawn = { scale: view.scale, x: view.x, y: view.y };
    this.stale = false;
    const context = this.context;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = this.theme.paper;
    context.fillRect(0, 0, width, height);
    const scale = view.scale * ratio;
    const x = (view.x + MARGIN) * ratio;
    const y = (view.y + MARGIN) * ratio;
    context.setTransform(scale, 0, 0, scale, x, y);
    drawAreas(context, this.plan.areas, this.theme, 1 / view.scale);
    context.setTransform(1, 0, 0, 1, 0, 0);
    if (this.plan.seatRadius * scale < DOTS_BELOW) {
      this.drawDots(scale, x, y);
    } else {
      this.drawCircles(view, scale, x, y);
    }
    this.drawNames(view, ratio, x, y);
    this.cost = performance.now() - began;
  }

  /** The same place in the picture as on the seats' grid of cells: what is outside is not looked at. */
  private visit(scale: number, x: number, y: number, seat: (seat: number) => void): void {
    const { width, height } = this.picture;
    this.grid.within(-x / scale, -y / scale, (width - x) / scale, (height - y) / scale, seat);
  }

  /** Writes pixels: 80,000 seats in a few milliseconds. Free seats come last, on top of the others. */
  private drawDots(scale: number, x: number, y: number): void {
    const { width, height } = this.picture;
    const image = this.context.getImageData(0, 0, width, height);
    const pixels = new Uint32Array(image.data.buffer);
    const { plan, statuses } = this;
    const full = Math.max(1, Math.round(plan.seatRadius * scale * 1.7));
    const put = (seat: number, size: number, color: number) => {
      const left = Math.round(plan.x[seat] * scale + x - size / 2);
      const top = Math.round(plan.y[seat] * scale + y - size / 2);
      if (left < 0 || top < 0 || left + size > width || top + size > height) {
        return;
      }
      for (let line = 0; line < size; line++) {
        const at = (top + line) * width + left;
        pixels.fill(color, at, at + size);
      }
    };
    const free: number[] = [];
    this.visit(scale, x, y, (seat) => {
      const status = statuses.seats[seat];
      if (status === FREE) {
        free.push(seat);
      } else {
        put(seat, status === HELD ? full : Math.max(1, full >> 1), this.dot(plan.category[seat], status));
      }
    });
    for (const seat of free) {
      put(seat, full, this.dot(plan.category[seat], FREE));
    }
    this.context.putImageData(image, 0, 0);
  }

  private dot(category: number, status: number): number {
    const key = category * 4 + status;
    let color = this.dots.get(key);
    if (color === undefined) {
      const shade = this.colorOf(category);
      color = pixel(
        status === FREE ? shade : mix(status === HELD ? shade : this.theme.sold, this.theme.paper, status === HELD ? 0.6 : 0.55),
      );
      this.dots.set(key, color);
    }
    return color;
  }

  private drawCircles(view: View, scale: number, x: number, y: number): void {
    const { plan, statuses, context } = this;
    const radius = plan.seatRadius * scale;
    if (this.sprites?.radius !== radius || this.sprites.theme !== this.theme) {
      this.sprites = new Sprites(radius, this.theme, this.colors);
    }
    const sprites = this.sprites;
    const half = sprites.size / 2;
    this.visit(scale, x, y, (seat) => {
      const picture = sprites.of(plan.category[seat], statuses.seats[seat]);
      const factor = plan.radius[seat] / plan.seatRadius;
      const left = plan.x[seat] * scale + x, top = plan.y[seat] * scale + y;
      if (factor === 1) {
        context.drawImage(picture, Math.round(left - half), Math.round(top - half));
      } else {
        const size = sprites.size * factor;
        context.drawImage(picture, left - size / 2, top - size / 2, size, size);
      }
    });
    if (plan.seatRadius * view.scale >= NUMBERS_FROM) {
      this.drawNumbers(scale, x, y);
    }
  }

  private drawNumbers(scale: number, x: number, y: number): void {
    const { plan, statuses, context, theme } = this;
    const radius = plan.seatRadius * scale;
    context.textAlign = "center";
    context.textBaseline = "middle";
    this.visit(scale, x, y, (seat) => {
      const status = statuses.seats[seat];
      const number = plan.numbers[seat];
      if (status > HELD || !number) {
        return;
      }
      const size = Math.min(radius * 0.95, (radius * 2.5) / Math.max(2, number.length));
      const color = this.colorOf(plan.category[seat]);
      context.font = `600 ${size.toFixed(1)}px ${theme.font}`;
      context.fillStyle = status === FREE ? readableOn(color) : theme.soft;
      context.fillText(number, plan.x[seat] * scale + x, plan.y[seat] * scale + y + size * 0.06);
    });
  }

  /** Sections' names while they are far away, rows' numbers when they are near. */
  private drawNames(view: View, ratio: number, x: number, y: number): void {
    const { plan, context, theme } = this;
    const scale = view.scale * ratio;
    const radius = plan.seatRadius * view.scale;
    context.textAlign = "center";
    context.textBaseline = "middle";
    if (radius >= 5) {
      context.font = `600 ${Math.min(radius * 1.1, 15) * ratio}px ${theme.font}`;
      context.fillStyle = theme.soft;
      for (const row of plan.rows.values()) {
        row.numbersAt.forEach((at) => context.fillText(row.number, at.x * scale + x, at.y * scale + y));
      }
    } else if (plan.sections.length > 1) {
      this.drawSectionNames(view, ratio, x, y);
    }
  }

  /** A name is left out where it would cover another, where others sit, or where the plan says it itself. */
  private drawSectionNames(view: View, ratio: number, x: number, y: number): void {
    const { plan, context, theme } = this;
    const scale = view.scale * ratio;
    const placed: { left: number; top: number; right: number; bottom: number }[] = [];
    for (const section of plan.sections) {
      const size = Math.min(13, section.height * view.scale * 0.45, (section.width * view.scale * 1.4) / section.name.length) * ratio;
      if (size < 8 * ratio || !this.mayName(section)) {
        continue;
      }
      context.font = `700 ${size}px ${theme.font}`;
      const middleX = (section.x + section.width / 2) * scale + x;
      const middleY = (section.y + section.height / 2) * scale + y;
      const half = context.measureText(section.name).width / 2 + 2 * ratio;
      const box = { left: middleX - half, right: middleX + half, top: middleY - size * 0.6, bottom: middleY + size * 0.6 };
      if (placed.some((other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top)) {
        continue;
      }
      placed.push(box);
      context.lineJoin = "round";
      context.lineWidth = 3 * ratio;
      context.strokeStyle = theme.paper;
      context.fillStyle = theme.ink;
      context.strokeText(section.name, middleX, middleY);
      context.fillText(section.name, middleX, middleY);
    }
  }

  private mayName(section: Section): boolean {
    const { plan, grid } = this;
    const seat = grid.nearest(section.x + section.width / 2, section.y + section.height / 2, plan.seatRadius * 6);
    return seat >= 0 && plan.section(seat) === section && !this.written.has(section.name.toLowerCase());
  }
}
