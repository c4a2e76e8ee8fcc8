import type { Fades } from "./fades";
import type { Grid } from "./grid";
import { Numbers } from "./numbers";
import type { Palette } from "./palette";
import type { Patch, Pixels } from "./pixels";
import type { Plan } from "./plan";
import { Stamps } from "./stamps";
import { FREE, HELD, type Statuses } from "./statuses";

/** Where the plan lies in the picture: a point p of it is at p · scale + (x, y), in pixels. */
export interface Place {
  scale: number;
  x: number;
  y: number;
  /** Pixels of the picture in one of the page. */
  ratio: number;
}

/** From this radius on, in pixels of the page, seats show their numbers. */
const NUMBERS_FROM = 8.5;
/** Below this radius free neighbours run together to a line, so that rows are seen; from the other they are apart. */
const LINES_BELOW = 2.4;
const APART_FROM = 3.4;
/** Neighbours further apart than so many radii are not joined; half of it and a radius more is how far a line reaches. */
const JOINED = 4;
const REACH = JOINED / 2 + 1;

/** Draws seats into the picture, all or a few of them again. */
export class Seats {
  private pixels: Pixels | null = null;
  private at: Place = { scale: 1, x: 0, y: 0, ratio: 1 };
  private stamps = new Map<number, Stamps>();
  private lines: Stamps | null = null;
  private letterSize = 0;
  private numbers: Numbers | null = null;

  constructor(
    private readonly plan: Plan,
    private readonly grid: Grid,
    private readonly statuses: Statuses,
    private readonly fades: Fades,
    private palette: Palette,
  ) {}

  setPalette(palette: Palette): void {
    this.palette = palette;
    this.numbers = null;
  }

  /** Draws all that the picture shows. */
  draw(pixels: Pixels, at: Place): void {
    this.pixels = pixels;
    if (this.at.scale !== at.scale) {
      this.stamps = new Map();
    }
    this.at = at;
    const radius = this.plan.seatRadius * at.scale;
    const near = radius / at.ratio;
    const line = radius * Math.min(1, (APART_FROM - near) / (APART_FROM - LINES_BELOW));
    this.lines = line > 0.4 ? new Stamps(line) : null;
    this.letterSize = near >= NUMBERS_FROM ? Math.round(radius * 0.92) : 0;
    this.numbers ??= new Numbers(this.palette.theme.font);
    this.paintWithin(pixels.all);
  }

  /** Draws a seat again, with what touches it; null when it is outside the picture. */
  again(seat: number): Patch | null {
    const { plan, at, pixels } = this;
    const x = plan.x[seat] * at.scale + at.x, y = plan.y[seat] * at.scale + at.y;
    const reach = Math.ceil(plan.radius[seat] * at.scale * (this.lines ? REACH : 1)) + 2;
    if (!pixels || x < -reach || y < -reach || x > pixels.width + reach || y > pixels.height + reach) {
      return null;
    }
    const box = {
      left: Math.max(0, Math.floor(x - reach)),
      top: Math.max(0, Math.floor(y - reach)),
      right: Math.min(pixels.width, Math.ceil(x + reach)),
      bottom: Math.min(pixels.height, Math.ceil(y + reach)),
    };
    pixels.clear(box);
    this.paintWithin(box);
    return box;
  }

  private paintWithin(box: Patch): void {
    const { scale, x, y } = this.at;
    // The line of a seat outside may reach into the box.
    const more = this.lines ? REACH * this.plan.seatRadius * scale : 0;
    const left = (box.left - more - x) / scale, right = (box.right + more - x) / scale;
    const top = (box.top - more - y) / scale, bottom = (box.bottom + more - y) / scale;
    this.grid.within(left, top, right, bottom, (seat) => this.paint(seat, box));
  }

  private paint(seat: number, clip: Patch): void {
    const status = this.statuses.seats[seat];
    const fade = this.fades.of(seat);
    if (fade) {
      this.paintAs(seat, fade.from, Math.round(256 * (1 - fade.share)), clip);
      this.paintAs(seat, status, Math.round(256 * fade.share), clip);
    } else {
      this.paintAs(seat, status, 256, clip);
    }
    if (this.lines && status === FREE) {
      this.paintLine(seat, clip);
    }
  }

  private paintAs(seat: number, status: number, strength: number, clip: Patch): void {
    const { plan, palette, at } = this;
    const pixels = this.pixels!;
    const category = plan.category[seat];
    const x = plan.x[seat] * at.scale + at.x, y = plan.y[seat] * at.scale + at.y;
    const column = Math.floor(x), line = Math.floor(y);
    const stamp = this.stampsFor(plan.radius[seat]).of(status, x - column, y - line);
    pixels.stamp(stamp, column, line, palette.seat(category, status), strength, clip);
    const number = plan.numbers[seat];
    if (this.letterSize > 0 && number && status <= HELD && palette.passes(category)) {
      const size = Math.min(this.letterSize, Math.round((2.6 * this.letterSize) / Math.max(2, number.length)));
      pixels.letters(this.numbers!.of(number, size), x, y, palette.number(category, status), strength, clip);
    }
  }

  private stampsFor(radius: number): Stamps {
    let stamps = this.stamps.get(radius);
    if (!stamps) {
      this.stamps.set(radius, (stamps = new Stamps(radius * this.at.scale)));
    }
    return stamps;
  }

  /** Bridges the gap to a free neighbour of the same category. */
  private paintLine(seat: number, clip: Patch): void {
    const { plan, statuses, at, palette } = this;
    const next = plan.next[seat];
    const category = plan.category[seat];
    if (next < 0 || statuses.seats[next] !== FREE || plan.category[next] !== category || plan.distance(seat, next) > JOINED * plan.seatRadius) {
      return;
    }
    const x = ((plan.x[seat] + plan.x[next]) / 2) * at.scale + at.x;
    const y = ((plan.y[seat] + plan.y[next]) / 2) * at.scale + at.y;
    const column = Math.floor(x), line = Math.floor(y);
    this.pixels!.stamp(this.lines!.of(FREE, x - column, y - line), column, line, palette.seat(category, FREE), 256, clip);
  }
}
