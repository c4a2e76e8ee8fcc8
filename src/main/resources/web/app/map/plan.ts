/** The seating answer of the API, as far as the map reads it. */
export interface SeatingJson {
  planVersion: number;
  bounds: { x: number; y: number; width: number; height: number };
  seatRadius: number;
  seatCount: number;
  sections: { id: number; name: string }[];
  rows: {
    id: number;
    section: number;
    label: string;
    number?: string;
    numbersAt: { x: number; y: number }[];
  }[];
  seats: {
    index: number;
    label: string;
    number?: string;
    x: number;
    y: number;
    category: number;
    row: number;
    radius?: number;
  }[];
  areas: AreaJson[];
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
  numbersAt: { x: number; y: number }[];
  seats: number[];
}

export interface Section {
  id: number;
  name: string;
  rows: Row[];
  x: number;
  y: number;
  width: number;
  height: number;
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
  readonly numbers: (string | undefined)[];
  readonly labels: (string | undefined)[];
  readonly rows = new Map<number, Row>();
  readonly sections: Section[] = [];
  readonly areas: AreaJson[];
  readonly bounds: { x: number; y: number; width: number; height: number };
  readonly seatRadius: number;
  private readonly sectionOfRow = new Map<number, Section>();

  constructor(json: SeatingJson) {
    this.size = json.seatCount;
    this.live = new Uint32Array(json.seats.length);
    this.x = new Float32Array(this.size);
    this.y = new Float32Array(this.size);
    this.radius = new Float32Array(this.size);
    this.category = new Uint16Array(this.size);
    this.row = new Int32Array(this.size).fill(-1);
    this.numbers = new Array(this.size);
    this.labels = new Array(this.size);
    this.areas = json.areas;
    this.bounds = json.bounds;
    this.seatRadius = json.seatRadius;
    this.readSections(json);
    this.readSeats(json);
    this.measureSections();
  }

  private readSections(json: SeatingJson): void {
    const byId = new Map<number, Section>();
    for (const { id, name } of json.sections) {
      const section = { id, name, rows: [], x: 0, y: 0, width: 0, height: 0 };
      byId.set(id, section);
      this.sections.push(section);
    }
    for (const { id, section, label, number, numbersAt } of json.rows) {
      const row: Row = { id, label, number: number ?? label, numbersAt, seats: [] };
      this.rows.set(id, row);
      const owner = byId.get(section);
      if (owner) {
        owner.rows.push(row);
        this.sectionOfRow.set(id, owner);
      }
    }
  }

  private readSeats(json: SeatingJson): void {
    json.seats.forEach((seat, position) => {
      const i = seat.index;
      this.live[position] = i;
      this.x[i] = seat.x;
      this.y[i] = seat.y;
      this.radius[i] = seat.radius ?? json.seatRadius;
      this.category[i] = seat.category;
      this.row[i] = seat.row;
      this.labels[i] = seat.label;
      this.numbers[i] = seat.number ?? seat.label;
      this.rows.get(seat.row)?.seats.push(i);
    });
  }

  private measureSections(): void {
    for (const section of this.sections) {
      let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
      for (const row of section.rows) {
        for (const seat of row.seats) {
          left = Math.min(left, this.x[seat]);
          right = Math.max(right, this.x[seat]);
          top = Math.min(top, this.y[seat]);
          bottom = Math.max(bottom, this.y[seat]);
        }
      }
      Object.assign(section, { x: left, y: top, width: right - left, height: bottom - top });
    }
  }

  exists(seat: number): boolean {
    return seat >= 0 && seat < this.size && this.row[seat] !== -1;
  }

  section(seat: number): Section | undefined {
    return this.sectionOfRow.get(this.row[seat]);
  }

  /** `Parkett, Reihe 3, Platz 12`; a label that is a number alone is called a seat. */
  place(seat: number): string {
    const label = this.labels[seat] ?? "";
    const name = /^\d+$/.test(label) ? `Seat ${label}` : label;
    const names = [this.section(seat)?.name, this.rows.get(this.row[seat])?.label, name];
    return names.filter(Boolean).join(", ") || `Seat ${seat}`;
  }
}
