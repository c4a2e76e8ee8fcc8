import type { Money } from "./money";

/** An event's details as the API gives them. */
export interface EventDetails {
  id: string;
  slug: string;
  name: string;
  status: "upcoming" | "presale" | "on_sale" | "ended";
  sale: { opensAt: string; closesAt: string };
  limits: { perCustomer: number; holdSeconds: number; paymentSeconds: number };
  forbidsOrphans: boolean;
  currency: string;
  planVersion?: number;
  categories: { id: number; name: string; color: string; price: Money; nextPrice?: NextPrice }[];
  pools: { id: number; name: string; capacity: number; price: Money; nextPrice?: NextPrice }[];
  ticketTypes?: TicketType[];
  fees?: { name: string; included: boolean }[];
  tax?: { name: string; rate: number; included: boolean };
  takesPromoCodes?: boolean;
  /** Whether to ask who will come. */
  names: "off" | "optional" | "required";
  questions?: Question[];
  /** Whether any price changes on a date, or did. */
  pricesChange?: boolean;
}

/** What the organiser asks, once or for each ticket. */
export interface Question {
  id: number;
  label: string;
  kind: "text" | "long_text" | "choice" | "yes_no";
  per: "ticket" | "order";
  required: boolean;
  maxLength?: number;
  choices?: string[];
}

/** What something will cost from an instant on. */
export interface NextPrice {
  from: string;
  price: Money;
}

/** A ticket beside the standard one, with its price wherever it is sold. */
export interface TicketType {
  id: number;
  name: string;
  prices: { category?: number; pool?: number; price: Money }[];
  needsCode: boolean;
}

/** A hold as the API gives it. */
export interface HoldView {
  holdId: string;
  seats: number[];
  pools: { id: number; quantity: number }[];
  expiresAt: string;
  total: Money;
  version: number;
  together?: boolean;
  /** Why seats that were chosen for you are not side by side. */
  reason?: string;
}
