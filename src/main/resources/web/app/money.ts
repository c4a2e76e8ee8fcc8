import { CUSTOMS } from "./speaker";

/** An amount in minor units, as the API gives it. */
export interface Money {
  amount: number;
  currency: string;
}

const formats = new Map<string, Intl.NumberFormat>();

function format(currency: string): Intl.NumberFormat {
  let found = formats.get(currency);
  if (!found) {
    found = new Intl.NumberFormat(CUSTOMS, { style: "currency", currency });
    formats.set(currency, found);
  }
  return found;
}

/** `€25.50`. */
export function money({ amount, currency }: Money): string {
  const known = format(currency);
  return known.format(amount / 10 ** (known.resolvedOptions().maximumFractionDigits ?? 2));
}

/** `€25.50` of `25.5` or `25,5` as somebody types it; null when it is not as plain as that. */
export function typedMoney(typed: string, currency: string): string | null {
  const plain = typed.trim();
  return /^\d{1,9}(?:[.,]\d{1,2})?$/.test(plain) ? format(currency).format(Number(plain.replace(",", "."))) : null;
}

/** `€25`, and `€25.50` where there are cents: for where room is scarce. */
export function shortMoney(amount: Money): string {
  return money(amount).replace(/[.,]00(?!\d)/, "");
}
