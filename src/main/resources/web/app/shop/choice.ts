/** What a visitor has chosen and not yet, or already, holds. Tells its listeners of every change. */
export class Choice {
  readonly seats = new Set<number>();
  readonly pools = new Map<number, number>();
  private readonly listeners: (() => void)[] = [];

  constructor(readonly limit: number) {}

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  private changed(): void {
    this.listeners.forEach((listener) => listener());
  }

  get places(): number {
    let places = this.seats.size;
    this.pools.forEach((quantity) => (places += quantity));
    return places;
  }

  get room(): number {
    return Math.max(0, this.limit - this.places);
  }

  /** Adds or takes away a seat; false when there is no room for it. */
  toggle(seat: number): boolean {
    if (!this.seats.delete(seat)) {
      if (this.room === 0) {
        return false;
      }
      this.seats.add(seat);
    }
    this.changed();
    return true;
  }

  /** Adds seats, as many as there is room for. */
  add(seats: Iterable<number>): void {
    for (const seat of seats) {
      if (this.room > 0) {
        this.seats.add(seat);
      }
    }
    this.changed();
  }

  remove(seats: Iterable<number>): void {
    for (const seat of seats) {
      this.seats.delete(seat);
    }
    this.changed();
  }

  setPool(id: number, quantity: number): void {
    quantity > 0 ? this.pools.set(id, quantity) : this.pools.delete(id);
    this.changed();
  }

  replace(seats: Iterable<number>, pools: Iterable<{ id: number; quantity: number }>): void {
    this.seats.clear();
    this.pools.clear();
    for (const seat of seats) {
      this.seats.add(seat);
    }
    for (const { id, quantity } of pools) {
      this.pools.set(id, quantity);
    }
    this.changed();
  }

  clear(): void {
    this.replace([], []);
  }
}
