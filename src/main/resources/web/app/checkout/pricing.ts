import { announce, fill, h } from "../dom";
import type { EventDetails, HoldView } from "../event";
import { money } from "../money";
import { askQuote, type QuoteView, type TicketChoice } from "../order/quotes";
import { clearError, type Field, field, showError } from "./form";
import type { SummaryLine } from "./summary";

/** Whether there is anything to choose, to add to the prices, or to tell of another time than now. */
export function hasPriceList({ ticketTypes, fees, tax, takesPromoCodes, pricesChange }: EventDetails): boolean {
  return Boolean(ticketTypes || fees || tax || takesPromoCodes || pricesChange);
}

/** Ticket types and the promo code of an order, and what it costs with them. */
export class Pricing {
  readonly element = h("section", { class: "pricing", "aria-label": "Ticket types and code" });
  readonly code: Field = field("promoCode", "Code", { hint: "A promo code, or one that opens tickets." });
  private readonly message = h("p", { class: "error", role: "status" });
  private readonly types: (HTMLSelectElement | null)[];
  private asked = 0;

  constructor(
    private readonly details: EventDetails,
    private readonly hold: HoldView,
    private readonly lines: SummaryLine[],
    private readonly show: (quote: QuoteView) => void,
  ) {
    this.types = lines.map((line, k) => this.typesOf(line, k));
    fill(this.element, this.typesElement(), this.codeElement());
    this.message.hidden = true;
  }

  /** What was chosen, as the API takes it: the places of a pool in the order of the lines. */
  chosen(): { tickets?: TicketChoice[]; promoCode?: string } {
    const types = this.types.map((select) => Number(select?.value ?? 0));
    const tickets = types.every((type) => type === 0)
      ? []
      : this.lines.map(({ seat, pool }, k) => ({ ...(seat === undefined ? { pool } : { seat }), type: types[k], quantity: 1 }));
    const promoCode = this.code.input.value.trim();
    return { ...(tickets.length > 0 && { tickets }), ...(promoCode && { promoCode }) };
  }

  /** Asks anew what it costs. Only the answer to the last question is shown. */
  async refresh(): Promise<void> {
    const turn = ++this.asked;
    clearError(this.code);
    this.message.hidden = true;
    const answer = await askQuote(this.details.id, { holdId: this.hold.holdId, ...this.chosen() });
    if (turn !== this.asked) {
      return;
    }
    if (answer.ok) {
      this.note(answer.body);
      this.show(answer.body);
      announce(`Total ${money(answer.body.total)}`);
      return;
    }
    for (const { field: name, message } of answer.problem.errors ?? []) {
      this.explain(name, message);
    }
    if (!answer.problem.errors) {
      this.tell(answer.problem.detail ?? answer.problem.title);
    }
  }

  private explain(name: string, message: string): void {
    if (name === "promoCode") {
      this.element.querySelector("details")?.setAttribute("open", "");
      showError(this.code, message);
    } else {
      this.tell(message);
    }
  }

  private tell(message: string): void {
    this.message.hidden = false;
    fill(this.message, message);
  }

  /** A code that changes nothing yet is not refused: it may open a ticket that is not chosen. */
  private note(quote: QuoteView): void {
    const typed = this.code.input.value.trim() !== "";
    const words = !typed ? this.code.element.dataset.hint : quote.promoCode ? `${quote.promoCode} is applied.` : "This code is good. Choose the tickets that it opens.";
    fill(this.code.element.querySelector(".hint")!, words);
  }

  private typesOf({ title, seat, pool, category, price }: SummaryLine, k: number): HTMLSelectElement | null {
    const types = (this.details.ticketTypes ?? []).flatMap((type) => {
      const there = type.prices.find((each) => (seat === undefined ? each.pool === pool : each.category === category));
      return there ? [{ ...type, price: there.price }] : [];
    });
    if (types.length === 0) {
      return null;
    }
    const change = () => void this.refresh();
    return h(
      "select",
      { id: `ticket-type-${k}`, "aria-label": `Ticket type, ${title}`, onchange: change },
      h("option", { value: 0 }, `Standard, ${money(price)}`),
      ...types.map((type) => h("option", { value: type.id }, `${type.name}, ${money(type.price)}${type.needsCode ? " (with a code)" : ""}`)),
    );
  }

  private typesElement(): HTMLElement | null {
    if (this.types.every((select) => select === null)) {
      return null;
    }
    const rows = this.lines.map(({ title }, k) => {
      const select = this.types[k];
      return select && h("p", { class: "ticket-type" }, h("label", { for: select.id }, title), select);
    });
    return h("div", {}, h("h2", {}, "Which tickets?"), ...rows, this.message);
  }

  private codeElement(): HTMLElement | null {
    if (!this.details.takesPromoCodes) {
      return null;
    }
    const apply = h("button", { type: "button", class: "quiet", onclick: () => void this.refresh() }, "Apply");
    this.code.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        void this.refresh();
      }
    });
    this.code.input.maxLength = 40;
    return h("details", { class: "promo-code" }, h("summary", {}, "Add a code"), h("div", {}, this.code.element, apply));
  }
}
