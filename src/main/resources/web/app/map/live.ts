import { ask } from "../api";
import type { AvailabilityJson, LiveJson, Statuses } from "./statuses";

/** A reset reaches thousands of browsers at once; they ask within so many milliseconds. */
const SPREAD = 1000;

/** Messages that wait while everything is read anew; more of them are not worth the memory. */
const MOST_WAITING = 200;

/**
 * Keeps statuses up to date by the live stream. The browser resumes a broken stream by itself; when
 * the server cannot resume (`reset`), or the stream ends for good, everything is read anew.
 */
export class Live {
  private source: EventSource | null = null;
  private again = 0;
  private closed = false;
  private failures = 0;
  /** What came since a reset: it must not count before what it builds on is here. */
  private waiting: LiveJson[] | null = null;

  constructor(
    private readonly event: string,
    private readonly statuses: Statuses,
    private readonly changed: (seats: number[] | null) => void,
  ) {}

  /** Reads the state once and follows it from there. */
  async start(): Promise<boolean> {
    const known = await this.refresh();
    this.follow();
    return known;
  }

  private async refresh(): Promise<boolean> {
    const answer = await ask<AvailabilityJson>(`/api/v1/events/${this.event}/availability`);
    if (answer.ok && this.statuses.replace(answer.body)) {
      this.changed(null);
    }
    return answer.ok;
  }

  private follow(): void {
    if (this.closed) {
      return;
    }
    this.source?.close();
    const source = new EventSource(`/api/v1/events/${this.event}/live?since=${this.statuses.version}`);
    this.source = source;
    source.onmessage = (message) => {
      this.failures = 0;
      const change = JSON.parse(message.data) as LiveJson;
      if (this.waiting) {
        this.waiting.push(change);
      } else {
        this.apply(change);
      }
    };
    source.addEventListener("reset", () => this.reset());
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) {
        this.restart();
      }
    };
  }

  private apply(change: LiveJson): void {
    const seats = this.statuses.apply(change);
    if (seats) {
      this.changed(seats);
    }
  }

  /** Resets that come while one waits to ask are served by the same answer. */
  private reset(): void {
    // A restored database may have gone back: then the older version is the true one.
    this.waiting = [];
    window.clearTimeout(this.again);
    this.again = window.setTimeout(() => void this.refreshFromReset(), Math.random() * SPREAD);
  }

  private async refreshFromReset(): Promise<void> {
    const waiting = this.waiting;
    this.statuses.version = -1;
    const known = await this.refresh();
    if (this.waiting !== waiting) {
      return; // Another reset came meanwhile, and will ask again.
    }
    this.waiting = null;
    if (!known || !waiting || waiting.length > MOST_WAITING) {
      this.restart();
    } else {
      waiting.forEach((change) => this.apply(change));
    }
  }

  private restart(): void {
    this.source?.close();
    this.waiting = null;
    this.failures++;
    window.clearTimeout(this.again);
    const wait = Math.min(30_000, 1000 * 2 ** this.failures) * (0.5 + Math.random());
    this.again = window.setTimeout(() => void this.start(), wait);
  }

  stop(): void {
    this.closed = true;
    window.clearTimeout(this.again);
    this.source?.close();
  }
}
