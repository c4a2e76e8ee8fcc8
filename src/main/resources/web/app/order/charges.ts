import { h } from "../dom";
import { CUSTOMS } from "../speaker";
import { money, type Money } from "../money";
import { say } from "./words";

/** What an order costs besides its prices; what there is none of is left out. */
export interface Charges {
  promoCode?: string;
  discount?: Money;
  fee?: Money;
  tax?: { name: string; rate: number; included: boolean; amount: Money };
}

/** A rate in basis points as people read it: `19 %`. */
function percent(rate: number): string {
  return `${(rate / 100).toLocaleString(CUSTOMS)} %`;
}

function chargeLine(words: string, amount: Money, sign = ""): HTMLElement {
  return h("p", { class: "summary-charge" }, h("span", {}, words), h("span", {}, sign + money(amount)));
}

/** The total, with what it is made of besides the prices above it and what it contains below. */
export function totalLines(total: Money, { promoCode, discount, fee, tax }: Charges): HTMLElement[] {
  const rate = tax ? `${percent(tax.rate)} ${tax.name}` : "";
  return [
    ...(discount ? [chargeLine(say("codeOf", { code: promoCode ?? "" }), discount, "−")] : []),
    ...(fee ? [chargeLine(say("fees"), fee)] : []),
    ...(tax && !tax.included ? [chargeLine(rate, tax.amount)] : []),
    h("p", { class: "summary-total" }, h("span", {}, say("total")), h("strong", {}, money(total))),
    ...(tax?.included ? [chargeLine(say("contains", { name: rate }), tax.amount)] : []),
  ];
}
