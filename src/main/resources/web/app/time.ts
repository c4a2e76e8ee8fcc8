import { say } from "./words";

/** How far the server's clock is ahead of this one, in milliseconds. */
let ahead = 0;

/** Learns the server's clock from a time that it just gave. */
export function learnTime(serverNow: string | null | undefined): void {
  const time = serverNow ? Date.parse(serverNow) : NaN;
  if (!Number.isNaN(time)) {
    ahead = time - Date.now();
  }
}

/** The server's time as well as this page knows it. */
export function now(): number {
  return Date.now() + ahead;
}

/** `4:07`, `1:04:07`, or `3 days 4 h` when it is far away. */
export function remaining(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const two = (n: number) => String(n).padStart(2, "0");
  if (days > 1) {
    return say("days", { n: days, hours });
  }
  const rest = `${two(minutes)}:${two(seconds % 60)}`;
  const allHours = days * 24 + hours;
  return allHours > 0 ? `${allHours}:${rest}` : `${minutes}:${two(seconds % 60)}`;
}

/** Resolves after so many milliseconds. */
export function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Calls `tick` with what is left, now and every second, and `over` once. Returns what stops it. */
export function countDown(until: number, tick: (left: number) => void, over: () => void): () => void {
  let timer = 0;
  const step = () => {
    const left = until - now();
    tick(Math.max(0, left));
    if (left <= 0) {
      over();
    } else {
      timer = window.setTimeout(step, Math.min(1000, left % 1000 || 1000));
    }
  };
  step();
  return () => window.clearTimeout(timer);
}
