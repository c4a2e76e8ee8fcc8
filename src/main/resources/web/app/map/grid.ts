import type { Plan } from "./plan";

/**
 * Finds seats by place. The plan is cut into square cells; the seats of cell c are
 * `items[start[c]] … items[start[c + 1] - 1]` (a counting sort, so no arrays of arrays).
 */
export class Grid {
  private readonly columns: number;
  private readonly lines: number;
  private readonly start: Uint32Array;
  private readonly items: Uint32Array;
  private readonly left: number;
  private readonly top: number;
  private readonly cell: number;
  private readonly maxRadius: number;

  constructor(private readonly plan: Plan) {
    const { bounds, live } = plan;
    const area = Math.max(1, bounds.width * bounds.height);
    this.cell = Math.max(plan.seatRadius * 4, Math.sqrt((area / Math.max(1, live.length)) * 16));
    this.left = bounds.x;
    this.top = bounds.y;
    this.columns = Math.max(1, Math.ceil(bounds.width / this.cell) + 1);
    this.lines = Math.max(1, Math.ceil(bounds.height / this.cell) + 1);
    const cells = this.columns * this.lines;
    const of = new Uint32Array(live.length);
    this.start = new Uint32Array(cells + 1);
    let maxRadius = plan.seatRadius;
    for (let k = 0; k < live.length; k++) {
      const seat = live[k];
      of[k] = this.column(plan.x[seat]) + this.line(plan.y[seat]) * this.columns;
      this.start[of[k] + 1]++;
      maxRadius = Math.max(maxRadius, plan.radius[seat]);
    }
    this.maxRadius = maxRadius;
    for (let c = 0; c < cells; c++) {
      this.start[c + 1] += this.start[c];
    }
    const next = this.start.slice();
    this.items = new Uint32Array(live.length);
    for (let k = 0; k < live.length; k++) {
      this.items[next[of[k]]++] = live[k];
    }
  }

  private column(x: number): number {
    return Math.min(this.columns - 1, Math.max(0, Math.floor((x - this.left) / this.cell)));
  }

  private line(y: number): number {
    return Math.min(this.lines - 1, Math.max(0, Math.floor((y - this.top) / this.cell)));
  }

  /** Calls `visit` with every seat that touches the box. A seat just outside may come too. */
  within(x0: number, y0: number, x1: number, y1: number, visit: (seat: number) => void): void {
    const r = this.maxRadius;
    const firstColumn = this.column(x0 - r), lastColumn = this.column(x1 + r);
    const lastLine = this.line(y1 + r);
    for (let line = this.line(y0 - r); line <= lastLine; line++) {
      const from = this.start[line * this.columns + firstColumn];
      const to = this.start[line * this.columns + lastColumn + 1];
      for (let k = from; k < to; k++) {
        visit(this.items[k]);
      }
    }
  }

  /** The seat nearest to the point whose edge is at most `slack` away; -1 when there is none. */
  nearest(x: number, y: number, slack: number): number {
    let best = -1;
    let bestDistance = Infinity;
    this.within(x - slack, y - slack, x + slack, y + slack, (seat) => {
      const distance = Math.hypot(this.plan.x[seat] - x, this.plan.y[seat] - y);
      if (distance <= this.plan.radius[seat] + slack && distance < bestDistance) {
        best = seat;
        bestDistance = distance;
      }
    });
    return best;
  }
}
