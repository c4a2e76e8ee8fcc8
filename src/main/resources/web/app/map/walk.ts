import type { Point } from "./outline";
import type { Plan, Row, Section } from "./plan";
import { FREE, type Statuses } from "./statuses";

const DIRECTIONS: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Where the keyboard is. */
export type Station =
  | { level: "section"; section: Section }
  | { level: "row"; section: Section; row: Row }
  | { level: "seat"; section: Section; row: Row; seat: number };

/** What a key meant here. */
export type Step = "moved" | "edge" | "pick" | "left" | "none";

/**
 * The way through the plan by keyboard: sections, in them rows, in them seats. Arrows go to what lies
 * in that direction on the map, Enter goes in, Escape out. A plan of one section begins with its rows.
 */
export class Walk {
  station: Station | null = null;

  constructor(private readonly plan: Plan, private readonly statuses: Statuses) {}

  key(key: string): Step {
    const direction = DIRECTIONS[key];
    if (direction) {
      return this.station ? this.go(direction) : this.begin();
    }
    if (key === "Enter" || key === " ") {
      return this.station ? this.enter() : this.begin();
    }
    return key === "Escape" && this.station ? this.leave() : "none";
  }

  private begin(): Step {
    const section = this.plan.sections.find(({ seats }) => this.statuses.free(seats) > 0) ?? this.plan.sections[0];
    if (!section) {
      return "none";
    }
    this.station = { level: "section", section };
    if (this.plan.sections.length === 1) {
      this.enter();
    }
    return "moved";
  }

  private enter(): Step {
    const at = this.station!;
    switch (at.level) {
      case "section": {
        const row = at.section.rows.find(({ seats }) => this.statuses.free(seats) > 0) ?? at.section.rows[0];
        this.station = { level: "row", section: at.section, row };
        return "moved";
      }
      case "row":
        this.station = { ...at, level: "seat", seat: at.row.seats.find((seat) => this.statuses.seats[seat] === FREE) ?? at.row.seats[0] };
        return "moved";
      case "seat":
        return "pick";
    }
  }

  private leave(): Step {
    const at = this.station!;
    if (at.level === "seat") {
      this.station = { level: "row", section: at.section, row: at.row };
    } else if (at.level === "row" && this.plan.sections.length > 1) {
      this.station = { level: "section", section: at.section };
    } else {
      this.station = null;
      return "left";
    }
    return "moved";
  }

  private go(direction: Point): Step {
    const { plan } = this;
    const at = this.station!;
    const seatAt = (seat: number): Point => ({ x: plan.x[seat], y: plan.y[seat] });
    switch (at.level) {
      case "section": {
        const section = towards(plan.sections, ({ outline }) => outline.middle, at.section, direction);
        return section ? this.move({ level: "section", section }) : "edge";
      }
      case "row": {
        const row = towards(at.section.rows, ({ seats }) => seatAt(seats[seats.length >> 1]), at.row, direction);
        return row ? this.move({ ...at, row }) : "edge";
      }
      case "seat": {
        const seat = towards(at.section.seats, seatAt, at.seat, direction);
        return seat === undefined ? "edge" : this.move({ ...at, seat, row: plan.rows.get(plan.row[seat])! });
      }
    }
  }

  private move(station: Station): Step {
    this.station = station;
    return "moved";
  }
}

/** The nearest in a direction; what lies aside counts as farther away. */
function towards<T>(all: readonly T[], place: (one: T) => Point, from: T, direction: Point): T | undefined {
  const start = place(from);
  let best: T | undefined;
  let least = Infinity;
  for (const one of all) {
    const at = place(one);
    const x = at.x - start.x, y = at.y - start.y;
    const along = x * direction.x + y * direction.y;
    const aside = Math.abs(x * direction.y - y * direction.x);
    if (one !== from && along > 0 && aside <= along * 1.8 && along + 2 * aside < least) {
      least = along + 2 * aside;
      best = one;
    }
  }
  return best;
}
