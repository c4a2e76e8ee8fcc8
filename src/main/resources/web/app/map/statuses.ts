export const FREE = 0;
export const HELD = 1;
export const SOLD = 2;
export const BLOCKED = 3;

/** The availability answer of the API. */
export interface AvailabilityJson {
  version: number;
  planVersion: number;
  seats: string;
  pools: { id: number; available: number }[];
}

/** A message of the live stream. */
export interface LiveJson {
  version: number;
  seats?: [number, number][];
  pools?: { id: number; available: number }[];
}

/** What an access code opens besides the public sale. */
export interface OpeningJson {
  seats: number[];
  pools: { id: number; available: number }[];
  /** The presale that the code lets in to. */
  presale?: string;
}

/** What can be had now: a status for each seat, what is left in each pool, and their version. */
export class Statuses {
  version = -1;
  seats: Uint8Array;
  readonly pools = new Map<number, number>();
  private openedSeats = new Set<number>();
  private openedPlaces = new Map<number, number>();

  constructor(size: number) {
    this.seats = new Uint8Array(size);
  }

  /** Takes what an access code opens: its blocked seats are free here, its places are added. */
  open({ seats, pools }: OpeningJson): void {
    const before = this.openedSeats;
    this.openedSeats = new Set(seats);
    before.forEach((seat) => this.seats[seat] === FREE && !this.openedSeats.has(seat) && (this.seats[seat] = BLOCKED));
    seats.forEach((seat) => (this.seats[seat] = this.seen(seat, this.seats[seat])));
    const left = new Map(pools.map(({ id, available }) => [id, available]));
    this.pools.forEach((available, id) => this.pools.set(id, available - (this.openedPlaces.get(id) ?? 0) + (left.get(id) ?? 0)));
    this.openedPlaces = left;
  }

  private seen(seat: number, status: number): number {
    return status === BLOCKED && this.openedSeats.has(seat) ? FREE : status;
  }

  private setPool(id: number, available: number): void {
    this.pools.set(id, available + (this.openedPlaces.get(id) ?? 0));
  }

  /** Takes a whole answer; an older one than is known changes nothing. */
  replace(json: AvailabilityJson): boolean {
    if (json.version < this.version) {
      return false;
    }
    const packed = atob(json.seats);
    for (let i = 0; i < this.seats.length; i++) {
      this.seats[i] = this.seen(i, (packed.charCodeAt(i >> 2) >> (2 * (i & 3))) & 3);
    }
    json.pools.forEach(({ id, available }) => this.setPool(id, available));
    this.version = json.version;
    return true;
  }

  /** Takes a change; returns the seats that have another status now, null for an old message. */
  apply(json: LiveJson): number[] | null {
    if (json.version <= this.version) {
      return null;
    }
    const changed: number[] = [];
    for (const [seat, told] of json.seats ?? []) {
      const status = this.seen(seat, told);
      if (seat < this.seats.length && this.seats[seat] !== status) {
        this.seats[seat] = status;
        changed.push(seat);
      }
    }
    json.pools?.forEach(({ id, available }) => this.setPool(id, available));
    this.version = json.version;
    return changed;
  }

  /** How many seats of the list are free. */
  free(seats: ArrayLike<number>): number {
    let free = 0;
    for (let k = 0; k < seats.length; k++) {
      if (this.seats[seats[k]] === FREE) {
        free++;
      }
    }
    return free;
  }

  /** How many seats of each category are free. */
  freeByCategory({ live, category }: { live: Uint32Array; category: Uint16Array }): Map<number, number> {
    const free = new Map<number, number>();
    for (const seat of live) {
      if (this.seats[seat] === FREE) {
        free.set(category[seat], (free.get(category[seat]) ?? 0) + 1);
      }
    }
    return free;
  }
}
