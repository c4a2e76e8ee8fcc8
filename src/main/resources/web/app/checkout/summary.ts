import { h } from "../dom";
import { money, type Money } from "../money";
import type { Charges } from "../order/quotes";

export interface SummaryLine {
  title: string;
  detail: string;
  price: Money;
  seat?: number;
  pool?: number;
  /** Of the seat. */
  category?: number;
}

/** The rate of a tax in basis points as people read it: `19 %`. */
function percent(rate: number): string {
  return `${rate / 100} %`;
}

function chargeLine(words: string, amount: Money, sign = ""): HTMLElement {
  return h("p", { class: "summary-charge" }, h("span", {}, words), h("span", {}, sign + money(amount)));
}

/** The total, with what it is made of besides the prices above it and what it contains below. */
export function totalLines(total: Money, { promoCode, discount, fee, fees, tax }: Charges): HTMLElement[] {
  const added = fees?.filter(({ included }) => !included) ?? (fee ? [{ name: "Fees", amount: fee }] : []);
  const contained = fees?.filter(({ included }) => included) ?? [];
  return [
    ...(discount ? [chargeLine(`Code ${promoCode}`, discount, "−")] : []),
    ...added.map(({ name, amount }) => chargeLine(name, amount)),
    ...(tax && !tax.included ? [chargeLine(`${tax.name} ${percent(tax.rate)}`, tax.amount)] : []),
    h("p", { class: "summary-total" }, h("span", {}, "Total"), h("strong", {}, money(total))),
    ...contained.map(({ name, amount }) => chargeLine(`incl. ${name}`, amount)),
    ...(tax?.included ? [chargeLine(`incl. ${percent(tax.rate)} ${tax.name}`, tax.amount)] : []),
  ];
}

/** What is bought, and the total. */
export function summary(lines: SummaryLine[], total: Money, charges: Charges, ...more: Node[]): HTMLElement {
  return h(
    "aside",
    { class: "summary", "aria-label": "Your order" },
    h("h2", {}, lines.length === 1 ? "1 ticket" : `${lines.length} tickets`),
    h(
      "ul",
      {},
      ...lines.map(({ title, detail, price }) =>
        h("li", {}, h("span", {}, title, h("br"), h("span", { class: "muted" }, detail)), h("span", {}, money(price))),
      ),
    ),
    ...totalLines(total, charges),
    ...more,
  );
}
