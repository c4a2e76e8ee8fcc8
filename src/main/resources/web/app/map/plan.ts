import { outlineOf, type Outline } from "./outline";
import { say } from "./words";

/** The seating answer of the API, as far as the map reads it. */
export interface SeatingJson {
  planVersion: number;
  bounds: { x: number; y: number; width: number; height: number };
  seatRadius: number;
  seatCount: number;
  sections: { id: number; name: string; viewNote?: string }[];
  rows: {
    id: number;
    section: number;
    label: string;
    number?: string;
    viewNote?: string;
    numbersAt: { x: number; y: number }[];
  }[];
  /** One of both, by the form that was asked for. */
  seats?: SeatJson[];
  seatColumns?: SeatColumnsJson;
  areas: AreaJson[];
}

interface SeatJson {
  index: number;
  label: string;
  number?: string;
  x: number;
  y: number;
  category: number;
  row: number;
  radius?: number;
  viewNote?: string;
}

/** Differences from the seat before; of places, differences of those; lengths in hundredths. */
interface SeatColumnsJson {
  index: number[];
  x: number[];
  y: number[];
  row: number[];
  category: number[];
  radius?: number[];
  label: string[];
  number?: string[];
  viewNotes?: { note: string; seats: number[] }[];
}

export interface AreaJson {
  shape: "polygon" | "rectangle" | "ellipse" | "circle" | "text";
  x: number;
  y: number;
  rotation: number;
  points?: { x: number; y: number }[];
  width?: number;
  height?: number;
  radiusX?: number;
  radiusY?: number;
  radius?: number;
  color?: string;
  borderColor?: string;
  text?: { text: string; x: number; y: number; size: number; color?: string };
}

export interface Row {
  id: number;
  label: string;
  number: string;
  viewNote?: string;
  numbersAt: { x: number; y: number }[];
  seats: number[];
}

export interface Section {
  id: number;
  name: string;
  viewNote?: string;
  rows: Row[];
  seats: number[];
  outline: Outline;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A row or a seat by its label: in the reader's language where the plan has the house's own word for it, as in SeatName.java. */
function named(label: string): string {
  const found = /^(Row|Seat) (\S+)$/.exec(label);
  if (!found) {
    return label;
  }
  const number = found[2];
  return found[1] === "Row" ? say("row", { number }) : say("seat", { number });
}

/**
 * A seating plan as columns of numbers by seat index: 80,000 seats are a few typed arrays and no
 * objects. Indexes may have gaps (withdrawn seats); `live` lists those that exist.
 */
export class Plan {
  readonly size: number;
  readonly live: Uint32Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly radius: Float32Array;
  readonly category: Uint16Array;
  readonly row: Int32Array;
  /** The neighbour on the right in the row's order; -1 at its end and before an aisle. */
  readonly next: Int32Array;
  /** The neighbour on the left. */
  readonly previous: Int32Array;
  readonly numbers: (string | undefined)[];
  private readonly labels: (string | undefined)[];
  readonly rows = new Map<number, Row>();
  readonly sections: Section[] = [];
  readonly areas: AreaJson[];
  readonly bounds: { x: number; y: number; width: number; height: number };
  readonly seatRadius: number;
  /** Of seats that have one of their own. */
  private readonly viewNotes = new Map<number, string>();
  private readonly sectionOfRow = new Map<number, Section>();

  constructor(json: SeatingJson) {
    this.size = json.seatCount;
    this.live = new Uint32Array((json.seatColumns?.index ?? json.seats ?? []).length);
    this.x = new Float32Array(this.size);
    this.y = new Float32Array(this.size);
    this.radius = new Float32Array(this.size);
    this.category = new Uint16Array(this.size);
    this.row = new Int32Array(this.size).fill(-1);
    this.next = new Int32Array(this.size).fill(-1);
    this.previous = new Int32Array(this.size).fill(-1);
    this.numbers = new Array(this.size);
    this.labels = new Array(this.size);
    this.areas = json.areas;
    this.bounds = json.bounds;
    this.seatRadius = json.seatRadius;
    this.readSections(json);
    this.readSeats(json);
    this.rows.forEach((row) => this.join(row));
    this.measureSections();
  }

  private readSections(json: SeatingJson): void {
    const byId = new Map<number, Section>();
    for (const { id, name, viewNote } of json.sections) {
      const outline = { corners: [], middle: { x: 0, y: 0 }, room: { width: 0, height: 0 } };
      const section = { id, name, viewNote, rows: [], seats: [], outline, x: 0, y: 0, width: 0, height: 0 };
      byId.set(id, section);
      this.sections.push(section);
    }
    for (const { id, section, label, number, viewNote, numbersAt } of json.rows) {
      const name = number === undefined && label ? say("row", { number: label }) : named(label);
      const row: Row = { id, label: name, number: number ?? label, viewNote, numbersAt, seats: [] };
      this.rows.set(id, row);
      const owner = byId.get(section);
      if (owner) {
        owner.rows.push(row);
        this.sectionOfRow.set(id, owner);
      }
    }
  }

  private readSeats({ seats, seatColumns, seatRadius }: SeatingJson): void {
    if (seatColumns) {
      this.readColumns(seatColumns, seatRadius);
    } else {
      seats?.forEach((seat, position) => this.put(position, { ...seat, radius: seat.radius ?? seatRadius }));
    }
  }

  private readColumns(columns: SeatColumnsJson, seatRadius: number): void {
    let index = 0, row = 0, category = 0, radius = 0;
    let x = 0, y = 0, stepX = 0, stepY = 0;
    for (let k = 0; k < columns.index.length; k++) {
      x += stepX += columns.x[k];
      y += stepY += columns.y[k];
      radius += columns.radius?.[k] ?? 0;
      this.put(k, {
        index: (index += columns.index[k]),
        row: (row += columns.row[k]),
        category: (category += columns.category[k]),
        x: x / 100,
        y: y / 100,
        radius: radius > 0 ? radius / 100 : seatRadius,
        label: columns.label[k],
        number: columns.number?.[k],
      });
    }
    columns.viewNotes?.forEach(({ note, seats }) => seats.forEach((seat) => this.viewNotes.set(seat, note)));
  }

  private put(position: number, seat: SeatJson & { radius: number }): void {
    const i = seat.index;
    this.live[position] = i;
    this.x[i] = seat.x;
    this.y[i] = seat.y;
    this.radius[i] = seat.radius;
    this.category[i] = seat.category;
    this.row[i] = seat.row;
    this.labels[i] = seat.label;
    this.numbers[i] = seat.number ?? seat.label;
    this.rows.get(seat.row)?.seats.push(i);
    if (seat.viewNote) {
      this.viewNotes.set(i, seat.viewNote);
    }
  }

  /** Seats of a row are neighbours unless an aisle is between them. */
  private join({ seats }: Row): void {
    const steps = seats.slice(1).map((seat, k) => this.distance(seats[k], seat));
    const usual = [...steps].sort((a, b) => a - b)[steps.length >> 1];
    steps.forEach((step, k) => {
      if (step < usual * 1.6) {
        this.next[seats[k]] = seats[k + 1];
        this.previous[seats[k + 1]] = seats[k];
      }
    });
  }

  /** Large enough for sections to be told apart by what lies under them. */
  get large(): boolean {
    return this.live.length > 4000 && this.sections.length > 1;
  }

  distance(seat: number, other: number): number {
    return Math.hypot(this.x[seat] - this.x[other], this.y[seat] - this.y[other]);
  }

  private measureSections(): void {
    for (const section of this.sections) {
      section.seats = section.rows.flatMap((row) => row.seats);
      Object.assign(section, this.boxOf(section.seats));
      const places = section.rows.map((row) => row.seats.map((seat) => ({ x: this.x[seat], y: this.y[seat] })));
      section.outline = outlineOf(places, this.seatRadius);
    }
  }

  /** What encloses the middles of these seats; null without seats. */
  boxOf(seats: Iterable<number>): { x: number; y: number; width: number; height: number } | null {
    let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
    for (const seat of seats) {
      left = Math.min(left, this.x[seat]);
      right = Math.max(right, this.x[seat]);
      top = Math.min(top, this.y[seat]);
      bottom = Math.max(bottom, this.y[seat]);
    }
    return left <= right ? { x: left, y: top, width: right - left, height: bottom - top } : null;
  }

  exists(seat: number): boolean {
    return seat >= 0 && seat < this.size && this.row[seat] !== -1;
  }

  section(seat: number): Section | undefined {
    return this.sectionOfRow.get(this.row[seat]);
  }

  /** As it stands in a list of its row: a number alone, or in the plan's own words. */
  label(seat: number): string {
    return named(this.labels[seat] ?? String(seat));
  }

  /** What the plan says about the view from a seat: its own words, else those of its row or section. */
  viewNote(seat: number): string | undefined {
    return this.viewNotes.get(seat) ?? this.rows.get(this.row[seat])?.viewNote ?? this.section(seat)?.viewNote;
  }

  /** What is said about the view from all seats of a row; without that, or where they differ, nothing. */
  viewNoteOf({ seats }: Row): string | undefined {
    const note = this.viewNote(seats[0]);
    return seats.every((seat) => this.viewNote(seat) === note) ? note : undefined;
  }

  /** `Parkett, Reihe 3, Platz 12`; a label that is its number alone is called a seat. */
  place(seat: number): string {
    const label = this.labels[seat];
    const name = label === undefined || label === this.numbers[seat] ? say("seat", { number: label ?? seat }) : named(label);
    return [this.section(seat)?.name, this.rows.get(this.row[seat])?.label, name].filter(Boolean).join(", ");
  }
}
