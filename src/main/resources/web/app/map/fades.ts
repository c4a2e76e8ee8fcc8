const STILL = matchMedia("(prefers-reduced-motion: reduce)");
/** How long a seat takes from one look to the other, in milliseconds. */
const LONG = 130;
/** More than these at once are no news but a new map. */
const MOST = 3000;

interface Fade {
  from: number;
  began: number;
  share: number;
}

/** The seats that are just changing from one status to another, softly. */
export class Fades {
  private readonly running = new Map<number, Fade>();

  get any(): boolean {
    return this.running.size > 0;
  }

  /** How a seat looked, and how much of the way it has gone; undefined when it does not change. */
  of(seat: number): Fade | undefined {
    return this.running.size === 0 ? undefined : this.running.get(seat);
  }

  /** Whether there is room for so many more. */
  take(seats: number): boolean {
    return this.running.size + seats <= MOST;
  }

  begin(seat: number, from: number, now: number): void {
    this.running.set(seat, { from, began: STILL.matches ? -Infinity : now, share: 0 });
  }

  /** Moves all on and tells each; those that have arrived are told a last time. */
  step(now: number, moved: (seat: number) => void): void {
    for (const [seat, fade] of this.running) {
      fade.share = Math.min(1, Math.max(0, (now - fade.began) / LONG));
      if (fade.share === 1) {
        this.running.delete(seat);
      }
      moved(seat);
    }
  }

  clear(): void {
    this.running.clear();
  }
}
