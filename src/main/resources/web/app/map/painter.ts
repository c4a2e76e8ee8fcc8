import { drawAreas } from "./areas";
import { Blocks, drawBlocks, type Left, type MapCategory, nameBlocks, trace } from "./blocks";
import { Fades } from "./fades";
import type { Grid } from "./grid";
import type { Palette } from "./palette";
import { Pixels } from "./pixels";
import type { Plan, Section } from "./plan";
import { type Place, Seats } from "./seats";
import type { Statuses } from "./statuses";
import { mix } from "./theme";
import type { View } from "./view";

/** Seats of up to the first radius are blocks, from the second on seats; between them the one fades into the other. */
const BLOCKS_BELOW = 1.25;
const SEATS_FROM = 1.6;
/** From this radius on rows show their numbers. All in pixels of the page. */
const ROWS_FROM = 5.2;
/** The picture reaches so far beyond the screen, in pixels of the page. */
const MARGIN = 128;
/** Finer than this nobody sees, and every pixel costs. */
const FINEST = 2;

/**
 * Draws the plan to a picture somewhat larger than the screen: from far blocks, nearer rows, then
 * seats with their numbers. While people move the map, the picture is shifted or stretched; it is
 * drawn anew when it does not cover the screen any more, or another size is wanted. A seat that
 * changes is drawn again by itself.
 */
export class Painter {
  private readonly picture = document.createElement("canvas");
  // In plain memory: seats are computed there, not stamped by the canvas.
  private readonly context = this.picture.getContext("2d", { alpha: false, willReadFrequently: true })!;
  private readonly blocks: Blocks;
  private readonly fades = new Fades();
  private readonly seats: Seats;
  private readonly shown: Uint8Array;
  private pixels: Pixels | null = null;
  private drawn: Place = { scale: 0, x: 0, y: 0, ratio: 1 };
  private stale = true;
  /** How long a drawing takes just now, in milliseconds. */
  cost = 0;

  constructor(
    private readonly plan: Plan,
    grid: Grid,
    private readonly statuses: Statuses,
    categories: MapCategory[],
    private palette: Palette,
  ) {
    this.blocks = new Blocks(plan, statuses, categories);
    this.seats = new Seats(plan, grid, statuses, this.fades, palette);
    this.shown = statuses.seats.slice();
  }

  setPalette(palette: Palette): void {
    this.palette = palette;
    this.seats.setPalette(palette);
    this.blocks.invalidate();
    this.invalidate();
  }

  invalidate(): void {
    this.stale = true;
  }

  /** What is left of a section of those that the filter lets through. */
  left(section: Section): Left {
    return this.blocks.of(section, (category) => this.palette.passes(category));
  }

  colorOf(category: number): string {
    return this.palette.of(category);
  }

  /** How much of the plan is shown as blocks, from 0 to 1. */
  blocksAt(view: View): number {
    const radius = this.plan.seatRadius * view.scale;
    return !this.plan.large ? 0 : Math.min(1, Math.max(0, (SEATS_FROM - radius) / (SEATS_FROM - BLOCKS_BELOW)));
  }

  /** Seats have another status: null when any may. */
  change(seats: number[] | null): void {
    this.blocks.invalidate();
    const changed = seats ?? Array.from(this.plan.live).filter((seat) => this.shown[seat] !== this.statuses.seats[seat]);
    if (!this.pixels || this.stale || !this.fades.take(changed.length)) {
      this.stale ||= changed.length > 0;
      return;
    }
    const now = performance.now();
    for (const seat of changed) {
      this.fades.begin(seat, this.shown[seat], now);
      this.shown[seat] = this.statuses.seats[seat];
    }
  }

  /** Moves what is changing on; whether it goes on. */
  step(now: number): boolean {
    if (!this.pixels || !this.fades.any) {
      return false;
    }
    const pixels = this.pixels;
    this.fades.step(now, (seat) => {
      const patch = this.seats.again(seat);
      if (patch) {
        pixels.put(patch);
      }
    });
    return this.fades.any;
  }

  /** Whether the picture shows what the view shows, sharp. */
  isSharp(view: View): boolean {
    return !this.stale && this.drawn.scale === view.scale * this.drawn.ratio && this.covers(view);
  }

  covers(view: View): boolean {
    const { scale, x, y } = this.shift(view);
    return (
      this.drawn.scale > 0 &&
      x <= 0 && y <= 0 &&
      x + this.picture.width * scale >= view.width &&
      y + this.picture.height * scale >= view.height
    );
  }

  /** Where the picture's corner is on the screen now, and how large a pixel of it is there. */
  private shift(view: View) {
    const scale = view.scale / this.drawn.scale;
    return { scale, x: view.x - this.drawn.x * scale, y: view.y - this.drawn.y * scale };
  }

  /** Copies the picture to the screen. */
  show(target: CanvasRenderingContext2D, view: View): void {
    const ratio = devicePixelRatio;
    const shift = this.shift(view);
    const scale = shift.scale * ratio;
    const sharp = Math.abs(scale - 1) < 1e-6;
    const left = shift.x * ratio, top = shift.y * ratio;
    target.setTransform(1, 0, 0, 1, 0, 0);
    target.imageSmoothingEnabled = !sharp;
    if (sharp) {
      target.drawImage(this.picture, Math.round(left), Math.round(top));
    } else {
      target.drawImage(this.picture, left, top, this.picture.width * scale, this.picture.height * scale);
    }
  }

  /** Draws the picture anew for this view. */
  draw(view: View): void {
    const began = performance.now();
    const ratio = Math.min(devicePixelRatio, FINEST);
    const width = Math.round((view.width + 2 * MARGIN) * ratio), height = Math.round((view.height + 2 * MARGIN) * ratio);
    if (this.picture.width !== width || this.picture.height !== height) {
      this.picture.width = width;
      this.picture.height = height;
    }
    this.drawn = { scale: view.scale * ratio, x: (view.x + MARGIN) * ratio, y: (view.y + MARGIN) * ratio, ratio };
    this.stale = false;
    this.fades.clear();
    this.shown.set(this.statuses.seats);
    const blocks = this.blocksAt(view);
    this.drawGround(view, blocks);
    const seats = blocks < 1 ? this.drawSeats() : null;
    // Where blocks lie over the seats, no seat can be drawn again by itself.
    this.pixels = blocks > 0 ? null : seats;
    if (blocks > 0) {
      this.drawBlocks(blocks);
    }
    const cost = performance.now() - began;
    // A single slow one may be the machine's: it counts half.
    this.cost = Math.min(cost, (this.cost + cost) / 2);
  }

  private drawGround(view: View, blocks: number): void {
    const { context, plan, palette, drawn } = this;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = palette.theme.paper;
    context.fillRect(0, 0, this.picture.width, this.picture.height);
    context.setTransform(drawn.scale, 0, 0, drawn.scale, drawn.x, drawn.y);
    drawAreas(context, plan.areas, palette.theme, 1 / view.scale);
    context.setTransform(1, 0, 0, 1, 0, 0);
    if (blocks < 1 && plan.large) {
      this.drawSurfaces();
    }
    if (plan.seatRadius * view.scale >= ROWS_FROM) {
      this.drawRowNumbers(plan.seatRadius * view.scale);
    }
  }

  /** What the seats of a section stand on, so that it is seen as one. */
  private drawSurfaces(): void {
    const { context, plan, palette, drawn } = this;
    context.fillStyle = context.strokeStyle = mix(palette.theme.paper, palette.theme.ink, 0.05);
    context.lineWidth = plan.seatRadius * 3 * drawn.scale;
    context.lineJoin = "round";
    for (const section of plan.sections) {
      if (this.isInPicture(section)) {
        trace(context, section, drawn.scale, drawn.x, drawn.y);
        context.fill();
        context.stroke();
      }
    }
  }

  private isInPicture(box: { x: number; y: number; width: number; height: number }): boolean {
    const { scale, x, y } = this.drawn;
    return (
      (box.x + box.width) * scale + x > 0 && box.x * scale + x < this.picture.width &&
      (box.y + box.height) * scale + y > 0 && box.y * scale + y < this.picture.height
    );
  }

  private drawRowNumbers(radius: number): void {
    const { context, plan, palette, drawn } = this;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.font = `600 ${Math.min(radius * 1.5, 15) * drawn.ratio}px ${palette.theme.font}`;
    context.fillStyle = palette.theme.soft;
    for (const section of plan.sections) {
      if (this.isInPicture(section)) {
        for (const row of section.rows) {
          row.numbersAt.forEach((at) => context.fillText(row.number, at.x * drawn.scale + drawn.x, at.y * drawn.scale + drawn.y));
        }
      }
    }
  }

  private drawSeats(): Pixels {
    const pixels = new Pixels(this.context, this.picture.width, this.picture.height);
    this.seats.draw(pixels, this.drawn);
    pixels.put(pixels.all);
    return pixels;
  }

  private drawBlocks(share: number): void {
    const { context, plan, palette } = this;
    const looks = { left: (section: Section) => this.left(section), colorOf: (category: number) => palette.of(category), theme: palette.theme };
    context.globalAlpha = share;
    drawBlocks(context, plan, looks, this.drawn);
    // Words go first, and are never read through rows.
    context.globalAlpha = Math.max(0, 2 * share - 1);
    if (share > 0.5) {
      nameBlocks(context, plan, looks, this.drawn);
    }
    context.globalAlpha = 1;
  }
}
