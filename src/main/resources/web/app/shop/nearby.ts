import type { Plan } from "../map/plan";

/**
 * The seats as near to the lost ones as can be, of the same categories: side by side when those were
 * in one category and such are left, else one by one; null when there are not enough.
 */
export function nearestTo(plan: Plan, lost: readonly number[], free: (seat: number) => boolean): number[] | null {
  const category = plan.category[lost[0]];
  const together = lost.every((seat) => plan.category[seat] === category);
  return (together ? sideBySide(plan, lost, category, free) : null) ?? oneByOne(plan, lost, free);
}

function sideBySide(plan: Plan, lost: readonly number[], category: number, free: (seat: number) => boolean): number[] | null {
  const middle = { x: mean(lost, plan.x), y: mean(lost, plan.y) };
  let best: number[] | null = null;
  let least = Infinity;
  for (const first of plan.live) {
    const run = runFrom(plan, first, lost.length, (seat) => plan.category[seat] === category && free(seat));
    if (run) {
      const distance = Math.hypot(mean(run, plan.x) - middle.x, mean(run, plan.y) - middle.y);
      if (distance < least) {
        least = distance;
        best = run;
      }
    }
  }
  return best;
}

function runFrom(plan: Plan, first: number, length: number, wanted: (seat: number) => boolean): number[] | null {
  const run: number[] = [];
  for (let seat = first; run.length < length; seat = plan.next[seat]) {
    if (seat < 0 || !wanted(seat)) {
      return null;
    }
    run.push(seat);
  }
  return run;
}

function oneByOne(plan: Plan, lost: readonly number[], free: (seat: number) => boolean): number[] | null {
  const found = new Set<number>();
  for (const seat of lost) {
    let best = -1;
    for (const other of plan.live) {
      const fits = plan.category[other] === plan.category[seat] && free(other) && !found.has(other);
      if (fits && (best < 0 || plan.distance(other, seat) < plan.distance(best, seat))) {
        best = other;
      }
    }
    if (best < 0) {
      return null;
    }
    found.add(best);
  }
  return [...found];
}

function mean(seats: readonly number[], of: Float32Array): number {
  return seats.reduce((sum, seat) => sum + of[seat], 0) / seats.length;
}
