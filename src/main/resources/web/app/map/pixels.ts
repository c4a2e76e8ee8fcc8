import type { Letters } from "./numbers";
import type { Stamp } from "./stamps";

/** A rectangle of pixels; right and bottom are beyond it. */
export interface Patch {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/**
 * The picture of the seats as plain memory. A canvas takes milliseconds to stamp a thousand seats
 * without a graphics card; this takes as many for a whole stadium. The ground below the seats is
 * kept, so that single seats can be drawn again.
 */
export class Pixels {
  private readonly image: ImageData;
  private readonly shown: Uint32Array;
  private readonly ground: Uint32Array;

  /** Takes what is on the canvas for the ground. */
  constructor(private readonly context: CanvasRenderingContext2D, readonly width: number, readonly height: number) {
    this.image = context.getImageData(0, 0, width, height);
    this.shown = new Uint32Array(this.image.data.buffer);
    this.ground = this.shown.slice();
  }

  /** Takes away what was drawn over the ground in the rectangle. */
  clear({ left, top, right, bottom }: Patch): void {
    for (let line = top; line < bottom; line++) {
      const at = line * this.width;
      this.shown.set(this.ground.subarray(at + left, at + right), at + left);
    }
  }

  /**
   * Draws a stamp whose seat lies in the pixel, as far as it is in the rectangle.
   *
   * @param strength from 0 to 256
   */
  stamp({ size, reach, opacity }: Stamp, column: number, line: number, color: number, strength: number, clip: Patch): void {
    const left = column - reach, top = line - reach;
    const fromX = Math.max(0, clip.left - left), toX = Math.min(size, clip.right - left);
    const fromY = Math.max(0, clip.top - top), toY = Math.min(size, clip.bottom - top);
    for (let y = fromY; y < toY; y++) {
      this.blend(opacity, y * size + fromX, (top + y) * this.width + left + fromX, toX - fromX, color, strength);
    }
  }

  /** Lays letters over the picture, in the middle of the place. */
  letters(mask: Letters, x: number, y: number, color: number, strength: number, clip: Patch): void {
    const left = Math.round(x - mask.width / 2), top = Math.round(y - mask.height / 2);
    const fromX = Math.max(0, clip.left - left), toX = Math.min(mask.width, clip.right - left);
    const fromY = Math.max(0, clip.top - top), toY = Math.min(mask.height, clip.bottom - top);
    for (let line = fromY; line < toY; line++) {
      this.blend(mask.opacity, line * mask.width + fromX, (top + line) * this.width + left + fromX, toX - fromX, color, strength);
    }
  }

  /** Mixes red with blue and green by itself: two multiplications a pixel. */
  private blend(opacity: Uint16Array, from: number, to: number, length: number, color: number, strength: number): void {
    const { shown } = this;
    const redBlue = color & 0xff00ff, green = color & 0xff00;
    for (let k = 0; k < length; k++) {
      const share = (opacity[from + k] * strength) >> 8;
      if (share === 256) {
        shown[to + k] = color;
      } else if (share > 0) {
        const below = shown[to + k], rest = 256 - share;
        const rb = ((Math.imul(below & 0xff00ff, rest) + Math.imul(redBlue, share)) >>> 8) & 0xff00ff;
        const g = ((Math.imul(below & 0xff00, rest) + Math.imul(green, share)) >>> 8) & 0xff00;
        shown[to + k] = 0xff000000 | rb | g;
      }
    }
  }

  /** Puts a rectangle onto the canvas. */
  put({ left, top, right, bottom }: Patch): void {
    this.context.putImageData(this.image, 0, 0, left, top, right - left, bottom - top);
  }

  get all(): Patch {
    return { left: 0, top: 0, right: this.width, bottom: this.height };
  }
}
