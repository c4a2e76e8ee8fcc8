import { BLOCKED, HELD, SOLD } from "./statuses";

/** How opaque each pixel of a small square is, from 0 to 256. */
export interface Stamp {
  size: number;
  /** From the square's corner to the seat's pixel. */
  reach: number;
  opacity: Uint16Array;
}

/** Seats of small radius lie between pixels: so many places in a pixel are told apart, each way. */
const PLACES = 4;
/** From this radius on, in pixels, nobody sees where in a pixel a seat lies. */
const LARGE = 7;
/** The part of the radius that a free seat fills. */
const FILLED = 0.92;

/**
 * The shapes of seats, computed pixel by pixel. The status is told by the shape as well as by the
 * colour: free is a full circle, held a ring, sold a dot, blocked a short dash.
 */
export class Stamps {
  private readonly known: (Stamp | undefined)[] = [];

  /** @param radius of a seat, in pixels */
  constructor(readonly radius: number) {}

  /** @param x and y where in its pixel the middle of the seat lies, from 0 to 1 */
  of(status: number, x: number, y: number): Stamp {
    const places = this.radius < LARGE ? PLACES : 1;
    const column = Math.min(places - 1, (x * places) | 0), line = Math.min(places - 1, (y * places) | 0);
    const key = (status * PLACES + column) * PLACES + line;
    return (this.known[key] ??= this.make(status, (column + 0.5) / places, (line + 0.5) / places));
  }

  private make(status: number, middleX: number, middleY: number): Stamp {
    const reach = Math.ceil(Math.max(1, this.radius)) + 1;
    const size = 2 * reach + 1;
    const opacity = new Uint16Array(size * size);
    for (let line = 0; line < size; line++) {
      for (let column = 0; column < size; column++) {
        const x = column + 0.5 - reach - middleX, y = line + 0.5 - reach - middleY;
        opacity[line * size + column] = Math.round(256 * this.coverage(status, x, y));
      }
    }
    return { size, reach, opacity };
  }

  /** How much of the pixel whose middle is so far from the seat's is covered: exact enough for circles. */
  private coverage(status: number, x: number, y: number): number {
    const { radius } = this;
    const distance = Math.hypot(x, y);
    switch (status) {
      case HELD: {
        const stroke = Math.max(1, radius * 0.22);
        return inside(FILLED * radius - distance) * (1 - inside(FILLED * radius - stroke - distance));
      }
      case SOLD:
        return 0.75 * inside(Math.max(0.5, radius * 0.34) - distance);
      case BLOCKED:
        return 0.6 * inside(Math.max(0.5, radius * 0.42) - Math.abs(x)) * inside(Math.max(0.5, radius * 0.12) - Math.abs(y));
      default:
        return inside(Math.max(0.55, FILLED * radius) - distance);
    }
  }
}

function inside(depth: number): number {
  return Math.min(1, Math.max(0, depth + 0.5));
}
