import { ask, kind, type Problem, words } from "../api";
import { fill, h } from "../dom";
import type { EventDetails, HoldView } from "../event";
import { Plan, type SeatingJson } from "../map/plan";
import { orderPage, type OrderView, placeOrder, readOrder } from "../order/orders";
import type { QuoteView } from "../order/quotes";
import { releaseHold } from "../shop/holding";
import { forgetHold, keptHold, randomUuid } from "../shop/kept";
import { learnTime } from "../time";
import { clock } from "./clock";
import { type Field, field, showError, showProblem } from "./form";
import { payment } from "./payment";
import { hasPriceList, Pricing } from "./pricing";
import { Questions } from "./questions";
import { summary, type SummaryLine } from "./summary";
import { keepTyped } from "./typed";

type Placed = OrderView & { secret: string };

/** The checkout: from this tab's hold to an order, and from the order to its payment. */
export async function checkout(root: HTMLElement): Promise<void> {
  const { event, slug } = root.dataset as { event: string; slug: string };
  learnTime(root.dataset.now);
  const shop = `/events/${slug}`;
  const unpaid = await openOrder(event);
  if (unpaid) {
    showPayment(root, unpaid);
    return;
  }
  const hold = keptHold(event);
  if (!hold) {
    showEmpty(root, shop, "Nothing is held for you", "Choose your seats first. If you had some, their time is over and they are free again for all.");
    return;
  }
  fill(root, h("p", { class: "muted", role: "status" }, "Loading…"));
  const [details, seating] = await Promise.all([
    ask<EventDetails>(`/api/v1/events/${event}`),
    ask<SeatingJson>(`/api/v1/events/${event}/seating`, { timeout: 60_000 }),
  ]);
  if (!details.ok || !seating.ok) {
    const again = h("button", { type: "button", class: "quiet", onclick: () => void checkout(root) }, "Try again");
    fill(root, h("div", { class: "notice bad", role: "alert" }, h("p", {}, "Your order cannot be shown just now. Your seats stay held."), again));
    return;
  }
  new Buyer(root, details.body, hold, linesOf(details.body, new Plan(seating.body), hold), shop).show();
}

function showEmpty(root: HTMLElement, shop: string, title: string, text: string): void {
  fill(root, h("section", { class: "empty" }, h("h2", {}, title), h("p", {}, text), h("p", {}, h("a", { class: "button", href: shop }, "Choose seats"))));
}

/** An order of this tab that waits for its payment: after a reload people go on there. */
async function openOrder(event: string): Promise<Placed | null> {
  const kept = sessionStorage.getItem(`onsale.order.${event}`);
  if (!kept) {
    return null;
  }
  const { code, secret } = JSON.parse(kept) as { code: string; secret: string };
  const answer = await readOrder(code, secret);
  if (answer.ok && answer.body.status === "pending" && !keptHold(event)) {
    return { ...answer.body, secret };
  }
  if (answer.ok || answer.problem.status === 404) {
    sessionStorage.removeItem(`onsale.order.${event}`);
  }
  return null;
}

function linesOf(details: EventDetails, plan: Plan, hold: HoldView): SummaryLine[] {
  const free = { amount: 0, currency: details.currency };
  const seats = hold.seats.map((seat) => {
    const category = details.categories.find(({ id }) => id === plan.category[seat]);
    return { title: plan.place(seat), detail: category?.name ?? "", price: category?.price ?? free, seat, category: category?.id };
  });
  const places = hold.pools.flatMap(({ id, quantity }) => {
    const pool = details.pools.find((candidate) => candidate.id === id);
    const line = { title: pool?.name ?? "Place", detail: "Place without a number", price: pool?.price ?? free, pool: id };
    return Array.from({ length: quantity }, () => line);
  });
  return [...seats, ...places];
}

function showPayment(root: HTMLElement, order: Placed): void {
  const lines = order.lines.map(({ place, category, type, price }) => ({ title: place, detail: [category, type].filter(Boolean).join(", "), price }));
  const pay = payment(order);
  fill(root, h("div", { class: "checkout-grid" }, summary(lines, order.total, order), pay));
  pay.querySelector("h2")?.focus();
}

/** Asks who buys. */
class Buyer {
  private readonly name = field("buyer.name", "Name", { autocomplete: "name", required: true });
  private readonly email = field("buyer.email", "E-mail", { type: "email", autocomplete: "email", required: true, hint: "Your tickets go there." });
  private readonly phone = field("buyer.phone", "Phone", { type: "tel", autocomplete: "tel", hint: "Only if something changes at short notice." });
  private readonly questions: Questions;
  private readonly pricing: Pricing | null;
  private readonly sum = h("div", { class: "summary-side" });
  private readonly message = h("div", { role: "status" });
  private readonly button = h("button", { class: "large wide" }, "Continue to payment");
  private sending = false;
  private sent: { key: string; body: string } | null = null;

  constructor(
    private readonly root: HTMLElement,
    private readonly details: EventDetails,
    private readonly hold: HoldView,
    private readonly lines: SummaryLine[],
    private readonly shop: string,
  ) {
    this.questions = new Questions(details, lines);
    this.pricing = hasPriceList(details) ? new Pricing(details, hold, lines, (quote) => this.showQuote(quote)) : null;
  }

  private get fields(): Field[] {
    return [this.name, this.email, this.phone, ...this.questions.fields, ...(this.pricing ? [this.pricing.code] : [])];
  }

  show(): void {
    const form = h(
      "form",
      { novalidate: true, onsubmit: (event: SubmitEvent) => void this.submit(event) },
      this.pricing?.element,
      h("h2", {}, "Who buys?"),
      this.name.element,
      this.email.element,
      this.phone.element,
      ...this.questions.elements(),
      this.message,
      this.button,
    );
    const time = clock(" left, then the seats are free again for all", this.hold.expiresAt, () => this.expired());
    const apart = this.hold.reason && h("p", { class: "notice warn" }, this.hold.reason);
    fill(this.root, h("div", { class: "checkout-grid" }, this.sum, h("div", {}, time, apart, form)));
    keepTyped(this.details.id, form);
    this.showSum(this.lines, null);
    void this.pricing?.refresh();
  }

  private showQuote(quote: QuoteView): void {
    const names = new Map((this.details.ticketTypes ?? []).map(({ id, name }) => [id, name]));
    const lines = this.lines.map((line, k) => {
      const { type, price } = quote.lines[k];
      return { ...line, detail: [line.detail, names.get(type)].filter(Boolean).join(", "), price };
    });
    this.showSum(lines, quote);
  }

  /** Before there is a quote, an event with a price list shows no total that it may not keep. */
  private showSum(lines: SummaryLine[], quote: QuoteView | null): void {
    const back = h("p", {}, h("a", { href: this.shop }, "Change seats"));
    const giveUp = h("button", { type: "button", class: "plain", onclick: () => void this.giveUp() }, "Give the seats back");
    fill(this.sum, summary(lines, quote?.total ?? this.hold.total, quote ?? {}, back, giveUp));
    this.sum.toggleAttribute("aria-busy", quote === null && this.pricing !== null);
  }

  private async giveUp(): Promise<void> {
    await releaseHold(this.details.id);
    location.href = this.shop;
  }

  private expired(): void {
    if (!this.sending) {
      this.tell("bad", "The time is over, and the seats are free again for all. What you typed is kept: choose seats again.");
      this.button.disabled = true;
      this.message.append(h("p", {}, h("a", { class: "button", href: this.shop }, "Choose seats again")));
    }
  }

  /** What is plainly missing is told without asking the server; all else the server decides. */
  private complete(): boolean {
    const missing = this.fields.filter(({ input }) => input.getAttribute("aria-required") === "true" && input.value.trim() === "");
    missing.forEach((empty) => showError(empty, empty === this.name ? "Please enter your name." : empty === this.email ? "Please enter your e-mail address." : "This is needed."));
    missing[0]?.input.focus();
    return missing.length === 0;
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.sending || !this.complete()) {
      return;
    }
    this.sending = true;
    this.busy(true);
    fill(this.message);
    const body = this.order();
    const answer = await placeOrder(this.keyFor(JSON.stringify(body)), body, () => this.tell("warn", "The server is busy. We keep trying; you order once at most."));
    this.sending = false;
    this.busy(false);
    if (answer.ok) {
      this.placed(answer.body as Placed);
    } else {
      this.explain(answer.problem);
    }
  }

  private order() {
    return {
      event: this.details.id,
      holdId: this.hold.holdId,
      buyer: { name: this.name.input.value, email: this.email.input.value, phone: this.phone.input.value },
      ...this.questions.typed(),
      ...this.pricing?.chosen(),
    };
  }

  /** The same order keeps its key until it is answered. */
  private keyFor(body: string): string {
    if (this.sent?.body !== body) {
      this.sent = { key: randomUuid(), body };
    }
    return this.sent.key;
  }

  private placed(order: Placed): void {
    sessionStorage.setItem(`onsale.order.${this.details.id}`, JSON.stringify({ code: order.code, secret: order.secret }));
    forgetHold(this.details.id);
    if (order.status === "pending") {
      fill(this.message);
      showPayment(this.root, order);
      window.scrollTo({ top: 0 });
    } else {
      location.replace(orderPage(order));
    }
  }

  private explain(problem: Problem): void {
    if (kind(problem) === "hold-spent") {
      forgetHold(this.details.id);
      this.expired();
      return;
    }
    const rest = showProblem(this.fields, problem);
    const named = (problem.errors ?? []).length > rest.length;
    if (!named || rest.length > 0) {
      this.tell("bad", rest.length > 0 ? rest.join(" ") : words(problem));
    }
  }

  private busy(on: boolean): void {
    this.button.disabled = on;
    this.button.textContent = on ? "Placing your order…" : "Continue to payment";
    on ? this.button.setAttribute("aria-busy", "true") : this.button.removeAttribute("aria-busy");
  }

  private tell(type: string, text: string): void {
    fill(this.message, h("p", { class: `notice ${type}` }, text));
  }
}
