import { type Answer, ask, askUntilAnswered } from "../api";
import type { Money } from "../money";
import { CUSTOMS } from "../speaker";
import type { Charges } from "./charges";

export interface TicketView {
  id: string;
  seat: number | null;
  place: string;
  holder: string;
  code: string;
  pdf: string;
  svg: string;
}

/** Money that went or goes back, and fees that were kept. */
export interface RefundView {
  number: number;
  status: "started" | "done" | "failed";
  amount: Money;
  kept: Money;
  lines: number[];
}

/** What the buyer may give back: numbers of lines, all at once unless `singleTickets`. */
export interface GiveBack {
  until: string;
  withFees: boolean;
  singleTickets: boolean;
  lines: number[];
}

/** What the buyer of a postponed event may choose until then; `amount` goes back to who wants the money. */
export interface Postponement {
  until: string;
  amount: Money;
  choice?: "keep";
}

/** An order as the API gives it; its files are there once it is paid. */
export interface OrderView extends Charges {
  code: string;
  secret?: string;
  status: "pending" | "offered" | "paid" | "cancelled" | "refunded";
  event: string;
  lines: { number: number; seat: number | null; pool: number | null; place: string; viewNote?: string; category: string; type?: string; price: Money; attendee: string; refunded?: boolean }[];
  total: Money;
  payBy: string;
  /** Until when it would be reserved, if it is paid at the box office; missing when it cannot be. */
  boxOfficeUntil?: string;
  /** Until when it is reserved; missing when it does not wait for the box office. */
  reservedUntil?: string;
  /** Places in place of those that a late payment has missed. */
  offer?: { until: string; places: { seat: number; place: string; viewNote?: string; insteadOf: string }[] };
  /** What the buyer answered; the line counts from 1. */
  answers?: { line?: number; question: string; answer: string }[];
  tickets: TicketView[];
  /** Missing when nothing went back. */
  refunds?: RefundView[];
  /** Missing unless the event was postponed and the buyer may still choose. */
  postponement?: Postponement;
  /** Missing when nothing can be given back. */
  giveBack?: GiveBack;
  pdf?: string;
  ics?: string;
}

export function orderPage({ code, secret }: { code: string; secret: string }): string {
  return `/orders/${code}?secret=${encodeURIComponent(secret)}`;
}

export function readOrder(code: string, secret: string): Promise<Answer<OrderView>> {
  return ask<OrderView>(`/api/v1/orders/${code}?secret=${encodeURIComponent(secret)}`);
}

/** Takes or declines the places that are offered. The same answer again is the same. */
export function answerOffer(code: string, secret: string, answer: "acceptance" | "refusal"): Promise<Answer<PaymentView>> {
  return askUntilAnswered<PaymentView>(`/api/v1/orders/${code}/offer/${answer}`, { method: "POST", body: { secret }, timeout: 40_000 }, () => {});
}

/** Places an order. With the same key it is placed once, however often it is asked. */
export function placeOrder(key: string, body: unknown, waiting: () => void): Promise<Answer<OrderView>> {
  return askUntilAnswered<OrderView>("/api/v1/orders", { method: "POST", body, headers: { "idempotency-key": key } }, waiting);
}

/** When a reservation ends, as the buyer's clock has it. */
export function reservationEnd(until: string): string {
  return new Date(until).toLocaleString(CUSTOMS, { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
}

/** Where the order stands; with `redirect` the buyer goes on there. */
export interface PaymentView {
  status: string;
  redirect?: string;
}

/** Pays. With the same key it is one payment, however often it is asked. Only the sandbox takes an outcome. */
export function pay(
  order: { code: string; secret: string },
  key: string,
  method: string,
  outcome: string | undefined,
  waiting: () => void,
): Promise<Answer<PaymentView>> {
  return askUntilAnswered<PaymentView>(
    `/api/v1/orders/${order.code}/payments`,
    {
      method: "POST",
      body: { secret: order.secret, method, outcome },
      headers: { "idempotency-key": key },
      timeout: 40_000,
    },
    waiting,
  );
}
