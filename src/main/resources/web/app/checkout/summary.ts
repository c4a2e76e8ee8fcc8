import { h } from "../dom";
import { money, type Money } from "../money";

export interface SummaryLine {
  title: string;
  detail: string;
  price: Money;
}

/** What is bought, and the total. */
export function summary(lines: SummaryLine[], total: Money, ...more: Node[]): HTMLElement {
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
    h("p", { class: "summary-total" }, h("span", {}, "Total"), h("strong", {}, money(total))),
    ...more,
  );
}
