import type { HoldView } from "../event";
import { tab } from "../store";
import { now } from "../time";

/** What this tab keeps of one event: its hold, and a request for one that got no answer yet. */
interface Kept {
  hold?: HoldView;
  asked?: { holdId: string; body: string };
}

function read(event: string): Kept {
  return tab.readJson<Kept>(`onsale.hold.${event}`) ?? {};
}

function write(event: string, kept: Kept): void {
  tab.keep(`onsale.hold.${event}`, JSON.stringify(kept));
}

/** The hold of this tab, as long as it lasts. */
export function keptHold(event: string): HoldView | null {
  const { hold } = read(event);
  return hold && Date.parse(hold.expiresAt) > now() ? hold : null;
}

export function keepHold(event: string, hold: HoldView): void {
  write(event, { hold });
}

export function forgetHold(event: string): void {
  write(event, {});
}

/** Where what is held is bought. */
export function checkoutPage(slug: string, { holdId, reason }: HoldView): string {
  return `/checkout/${slug}/${holdId}${reason ? "?apart=1" : ""}`;
}

/** The access code that opened something in this tab. */
export function keptCode(event: string): string | null {
  return tab.read(`onsale.code.${event}`);
}

export function keepCode(event: string, code: string): void {
  tab.keep(`onsale.code.${event}`, code);
}

export function forgetCode(event: string): void {
  tab.forget(`onsale.code.${event}`);
}

/** The id for a request: the same for the same request until it is answered, so that repeating is safe. */
export function holdIdFor(event: string, body: string): string {
  const kept = read(event);
  if (kept.asked?.body === body) {
    return kept.asked.holdId;
  }
  const holdId = crypto.randomUUID?.() ?? randomUuid();
  write(event, { ...kept, asked: { holdId, body } });
  return holdId;
}

/** The request was answered: the next one is another. */
export function forgetRequest(event: string): void {
  const { hold } = read(event);
  write(event, hold ? { hold } : {});
}

/** For pages without TLS, where browsers have no randomUUID. */
export function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
