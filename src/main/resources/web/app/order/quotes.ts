import { type Answer, ask } from "../api";
import type { Money } from "../money";

/** Tickets of one type, for a seat or for places of a pool. */
export interface TicketChoice {
  seat?: number;
  pool?: number;
  type: number;
  quantity?: number;
}

/** What an order costs besides its prices; what there is none of is left out. */
export interface Charges {
  promoCode?: string;
  discount?: Money;
  fee?: Money;
  tax?: { name: string; rate: number; included: boolean; amount: Money };
  /** By name; an order knows only their sum. */
  fees?: { name: string; amount: Money; included: boolean }[];
}

/** What an order would cost. */
export interface QuoteView extends Charges {
  lines: { seat?: number; pool?: number; type: number; price: Money }[];
  total: Money;
}

export function askQuote(
  event: string,
  body: { holdId: string; tickets?: TicketChoice[]; promoCode?: string },
): Promise<Answer<QuoteView>> {
  return ask<QuoteView>(`/api/v1/events/${event}/quotes`, { method: "POST", body });
}
