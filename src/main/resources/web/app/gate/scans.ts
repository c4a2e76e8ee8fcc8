import { type Answer, ask, askUntilAnswered } from "../api";

/** What the gate's API says of a code. */
export interface ScanView {
  result: "admitted" | "already_used" | "revoked" | "wrong_event" | "not_a_ticket";
  /** A sentence for the person at the gate; empty when there is nothing to say. */
  reason: string;
  otherEvent?: { name: string } | null;
  ticket?: { id: string; place: string; category: string; holder: string } | null;
  admittedAt?: string | null;
  admittedGate?: string | null;
}

/** How many are in, by all gates, and how many may come. */
export interface Tally {
  admitted: number;
  valid: number;
}

/** Sends a code. The same scan id is one scan, however often it is asked. */
export function scan(event: string, token: string, code: string, scanId: string, waiting: () => void): Promise<Answer<ScanView>> {
  return askUntilAnswered<ScanView>(
    `/api/v1/gates/${event}/scans`,
    { method: "POST", body: { code, scanId }, headers: { authorization: `Bearer ${token}` }, timeout: 6000 },
    waiting,
  );
}

export function tally(event: string, token: string): Promise<Answer<Tally>> {
  return ask<Tally>(`/api/v1/gates/${event}`, { headers: { authorization: `Bearer ${token}` }, timeout: 6000 });
}
