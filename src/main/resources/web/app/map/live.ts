import { ask } from "../api";
import type { AvailabilityJson, LiveJson, Statuses } from "./statuses";

/**
 * Keeps statuses up to date by the live stream. The browser resumes a broken stream by itself; when
 * the server cannot resume (`reset`), or the stream ends for good, everything is read anew.
 */
export class Live {
  private source: EventSource | null = null;
  private again = 0;
  private closed = false;
  private failures = 0;

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
      const seats = this.statuses.apply(JSON.parse(message.data) as LiveJson);
      if (seats) {
        this.changed(seats);
      }
    };
    source.addEventListener("reset", () => void this.refreshFromReset());
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) {
        this.restart();
      }
    };
  }

  private async refreshFromReset(): Promise<void> {
    // A restored database may have gone back: then the older version is the true one.
    this.statuses.version = -1;
    if (!(await this.refresh())) {
      this.restart();
    }
  }

  private restart(): void {
    this.source?.close();
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
