import { type Answer, ask, askUntilAnswered, kind } from "../api";
import type { HoldView } from "../event";
import { forgetHold, forgetRequest, holdIdFor, keepHold, keptHold } from "./kept";

/** What to hold: seats, places, or the best that are left. */
export interface Wish {
  seats?: number[];
  pools?: { id: number; quantity: number }[];
  bestAvailable?: { category?: number; quantity: number };
  accessCode?: string;
}

/**
 * Takes a hold. It replaces the one that this tab has, which then is over. The same wish keeps its
 * id until it is answered: a lost answer is asked for again, not held twice.
 */
export async function takeHold(
  event: string,
  wish: Wish,
  waiting: (attempt: number) => void,
): Promise<Answer<HoldView>> {
  const old = keptHold(event);
  const body = { ...wish, ...(old ? { replaces: old.holdId } : {}) };
  const holdId = holdIdFor(event, JSON.stringify(body));
  const answer = await askUntilAnswered<HoldView>(
    `/api/v1/events/${event}/holds/${holdId}`,
    { method: "PUT", body },
    waiting,
  );
  if (answer.ok) {
    keepHold(event, answer.body);
    return answer;
  }
  if (answer.problem.status !== 0) {
    forgetRequest(event);
  }
  const type = kind(answer.problem);
  if (old && (type === "replaced-hold-gone" || type === "hold-spent")) {
    // Our old hold ended meanwhile: the wish stands without it.
    forgetHold(event);
    return takeHold(event, wish, waiting);
  }
  return answer;
}

/** Gives the hold back; the tab forgets it whatever the server says: it ends by itself. */
export async function releaseHold(event: string): Promise<void> {
  const hold = keptHold(event);
  forgetHold(event);
  if (hold) {
    await ask(`/api/v1/events/${event}/holds/${hold.holdId}`, { method: "DELETE", keepalive: true });
  }
}

/** Whether the hold has just what is chosen. */
export function isHeld(hold: HoldView, seats: ReadonlySet<number>, pools: ReadonlyMap<number, number>): boolean {
  return (
    hold.seats.length === seats.size &&
    hold.seats.every((seat) => seats.has(seat)) &&
    hold.pools.length === pools.size &&
    hold.pools.every(({ id, quantity }) => pools.get(id) === quantity)
  );
}
