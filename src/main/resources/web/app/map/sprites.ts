import { BLOCKED, FREE, HELD, SOLD } from "./statuses";
import type { Theme } from "./theme";

/**
 * Pictures of a seat at one size: one per category and status, drawn once and stamped tens of
 * thousands of times. The status is told by the shape as well: free is a full circle, held a ring,
 * sold a dot, blocked a short dash.
 */
export class Sprites {
  private readonly pictures = new Map<number, HTMLCanvasElement>();
  readonly size: number;

  /** @param radius of the seat in device pixels */
  constructor(
    readonly radius: number,
    readonly theme: Theme,
    private readonly colors: Map<number, string>,
  ) {
    this.size = Math.ceil(radius) * 2 + 2;
  }

  of(category: number, status: number): HTMLCanvasElement {
    const key = status === FREE || status === HELD ? category * 4 + status : status;
    let picture = this.pictures.get(key);
    if (!picture) {
      picture = this.draw(this.colors.get(category) ?? this.theme.soft, status);
      this.pictures.set(key, picture);
    }
    return picture;
  }

  private draw(color: string, status: number): HTMLCanvasElement {
    const picture = document.createElement("canvas");
    picture.width = picture.height = this.size;
    const context = picture.getContext("2d")!;
    const middle = this.size / 2;
    const circle = (radius: number) => {
      context.beginPath();
      context.arc(middle, middle, Math.max(0.5, radius), 0, 2 * Math.PI);
    };
    context.fillStyle = context.strokeStyle = color;
    switch (status) {
      case HELD: {
        const line = Math.max(1, this.radius * 0.2);
        context.lineWidth = line;
        circle(this.radius * 0.9 - line / 2);
        context.stroke();
        break;
      }
      case SOLD:
        context.fillStyle = this.theme.sold;
        context.globalAlpha = 0.75;
        circle(this.radius * 0.34);
        context.fill();
        break;
      case BLOCKED:
        context.strokeStyle = this.theme.sold;
        context.globalAlpha = 0.6;
        context.lineWidth = Math.max(1, this.radius * 0.22);
        context.beginPath();
        context.moveTo(middle - this.radius * 0.4, middle);
        context.lineTo(middle + this.radius * 0.4, middle);
        context.stroke();
        break;
      default:
        circle(this.radius * 0.92);
        context.fill();
    }
    return picture;
  }
}
