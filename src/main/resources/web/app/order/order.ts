import { type Problem, words } from "../api";
import { announce, fill, h } from "../dom";
import { totalLines } from "../checkout/summary";
import { money } from "../money";
import { learnTime, now } from "../time";
import { offered } from "./offer";
import { orderPage, type OrderView, readOrder, reservationEnd } from "./orders";
import { choice } from "./postponement";
import { GivingBack, refunds } from "./returns";
import { tickets } from "./tickets";

/** How long a paid order may wait for its tickets' codes before the page asks less often, in turns. */
const QUICK_TURNS = 20;

/** An order's page: shows where it stands, and asks again until nothing can change any more. */
export class OrderPage {
  private shown = "";

  private constructor(
    private readonly root: HTMLElement,
    private readonly code: string,
    private readonly secret: string,
    private readonly returned: boolean,
  ) {}

  static async start(root: HTMLElement): Promise<void> {
    learnTime(root.dataset.now);
    const query = new URLSearchParams(location.search);
    await new OrderPage(root, root.dataset.order!, query.get("secret") ?? "", query.has("returned")).follow();
  }

  private async follow(): Promise<void> {
    fill(this.root, h("p", { role: "status" }, h("span", { class: "waiting" }), "Looking up your order…"));
    for (let turn = 0; ; turn++) {
      const answer = await readOrder(this.code, this.secret);
      if (answer.ok) {
        this.show(answer.body);
        if (isFinal(answer.body)) {
          return;
        }
      } else if (this.shown === "" || answer.problem.status === 404) {
        this.showProblem(answer.problem);
        if (answer.problem.status === 404) {
          return;
        }
      }
      await new Promise((resolve) => setTimeout(resolve, turn < QUICK_TURNS ? 1500 : 8000));
    }
  }

  private async look(): Promise<void> {
    const answer = await readOrder(this.code, this.secret);
    if (answer.ok) {
      this.show(answer.body);
    }
  }

  /** The same order is not drawn twice: what people read, or have selected, stays still. */
  private show(order: OrderView): void {
    const state = JSON.stringify(order);
    if (state === this.shown) {
      return;
    }
    this.shown = state;
    fill(this.root, ...this.parts(order));
    announce(this.root.querySelector("h2")?.textContent ?? "");
  }

  private parts(order: OrderView): Node[] {
    switch (order.status) {
      case "paid":
        return [
          head("Paid. See you there.", order, h("p", { class: "muted" }, "Show the codes at the entrance, on your phone or on paper. Whoever shows a code first gets in: do not publish it.")),
          ...this.choice(order),
          tickets(order),
          lines(order),
          ...this.moneyBack(order),
          this.receipt(),
        ];
      case "cancelled":
        return [
          head("This order was cancelled", order, h("p", {}, "Nothing was charged: it was not paid in time, or there were no places for a payment that came late. What was set aside goes back by itself."), this.shopLink("Choose seats again")),
          lines(order),
        ];
      case "refunded":
        return [head("Your money was sent back", order, h("p", {}, "The tickets of this order are not valid any more.")), lines(order), ...this.moneyBack(order), this.receipt()];
        return [offered(order, this.secret, () => void this.look()), lines(order)];
      case "pending":
        return [head(h("span", {}, h("span", { class: "waiting" }), this.pendingWords(order)), order, ...this.pendingActions(order)), lines(order)];
    }
  }

  private choice(order: OrderView): Node[] {
    return order.postponement ? [choice(order, order.postponement, this.secret, () => void this.refresh())] : [];
  }

  private moneyBack(order: OrderView): Node[] {
    // Who may have all of it back is not offered less.
    const panel = order.postponement ? null : GivingBack.panel(order, this.secret, () => void this.refresh());
    return [refunds(order, this.secret), panel].filter((part) => part !== null);
  }

  private async refresh(): Promise<void> {
    const answer = await readOrder(this.code, this.secret);
    if (answer.ok) {
      this.show(answer.body);
    }
  }

  private receipt(): Node {
    const path = `/api/v1/orders/${this.code}/receipt.pdf?secret=${encodeURIComponent(this.secret)}`;
    return h("p", {}, h("a", { href: path }, "Receipt (PDF)"));
  }

  private pendingWords(order: OrderView): string {
    if (order.reservedUntil) {
      return `Reserved until ${reservationEnd(order.reservedUntil)}`;
    }
    return Date.parse(order.payBy) > now() && !this.returned ? "Not paid yet" : "We are checking your payment";
  }

  private pendingActions(order: OrderView): Node[] {
    const by = new Date(order.payBy).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    if (Date.parse(order.payBy) <= now()) {
      return [h("p", {}, "This page shows the answer as soon as there is one. You can close it and come back.")];
    }
    if (order.reservedUntil) {
      return [
        h("p", {}, `Pay ${money(order.total)} at the box office by then, and say the number of your order. Your tickets come by e-mail and are here, too. What is not paid by then is sold to others.`),
        h("p", {}, h("button", { type: "button", class: "quiet", onclick: () => this.pay(order) }, "Pay now instead")),
      ];
    }
    return [
      h("p", {}, `Your seats are yours until ${by}. If you have just paid, we are checking the payment, and this page shows the answer by itself.`),
      h("p", {}, h("button", { type: "button", onclick: () => this.pay(order) }, this.returned ? "I have not paid: choose how to pay" : `Go to the payment of ${money(order.total)}`)),
    ];
  }

  /** The checkout goes on with the order that this tab keeps. */
  private pay(order: OrderView): void {
    sessionStorage.setItem(`onsale.order.${order.event}`, JSON.stringify({ code: this.code, secret: this.secret }));
    location.href = `/checkout/${this.root.dataset.slug ?? order.event}`;
  }

  private shopLink(text: string): Node {
    const { slug } = this.root.dataset;
    return slug ? h("p", {}, h("a", { class: "button", href: `/events/${slug}` }, text)) : h("span", {});
  }

  private showProblem(problem: Problem): void {
    const missing = problem.status === 404;
    fill(
      this.root,
      h(
        "section",
        { class: "empty" },
        h("h2", {}, missing ? "This address does not open an order" : "Your order cannot be shown just now"),
        h("p", {}, missing ? "Use the whole address from your e-mail, with everything after the question mark." : `${words(problem)} We keep trying.`),
        !missing && h("p", {}, h("a", { class: "button quiet", href: orderPage({ code: this.code, secret: this.secret }) }, "Try again")),
      ),
    );
  }
}

/** Paid is final once the codes are there; the rest, as far as this page can know. */
function isFinal(order: OrderView): boolean {
  return order.status === "paid" ? order.tickets.length >= order.lines.filter((line) => !line.refunded).length : order.status !== "pending" && order.status !== "offered";
}

function head(title: string | Node, order: OrderView, ...more: Node[]): HTMLElement {
  return h("section", { class: "order-state" }, h("h2", {}, title), ...more, h("p", {}, "Order ", h("span", { class: "order-code" }, order.code)));
}

/** What was answered for a ticket, or for the whole order. */
function answers(order: OrderView, line: number | undefined): Node[] {
  const given = (order.answers ?? []).filter((each) => each.line === line);
  return given.flatMap(({ question, answer }) => [h("br"), h("span", { class: "muted small" }, `${question}: ${answer}`)]);
}

function lines(order: OrderView): HTMLElement {
  return h(
    "section",
    { class: "summary" },
    h(
      "ul",
      {},
      ...order.lines.map(({ place, category, type, price, attendee, refunded }, k) =>
        h("li", {}, h("span", {}, place, refunded ? " (refunded)" : "", h("br"), h("span", { class: "muted" }, [category, type, attendee].filter(Boolean).join(", ")), ...answers(order, k + 1)), h("span", {}, money(price))),
      ),
    ),
    h("p", { class: "answers" }, ...answers(order, undefined)),
    ...totalLines(order.total, order),
  );
}
