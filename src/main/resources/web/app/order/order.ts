import { type Problem, words } from "../api";
import { forgetOrder, payPage } from "../checkout/placed";
import { announce, fill, h, unbroken } from "../dom";
import { money } from "../money";
import { CUSTOMS } from "../speaker";
import { learnTime, now, wait } from "../time";
import { totalLines } from "./charges";
import { linkByMail } from "./link";
import { offered } from "./offer";
import { orderPage, type OrderView, readOrder, reservationEnd } from "./orders";
import { choice } from "./postponement";
import { GivingBack, refunds } from "./returns";
import { tickets } from "./tickets";
import { say } from "./words";

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
      await wait(turn < QUICK_TURNS ? 1500 : 8000);
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
    if (order.status !== "pending") {
      forgetOrder(order.event);
    }
    fill(this.root, ...this.parts(order));
    this.root.removeAttribute("aria-busy");
    announce(this.root.querySelector("h2")?.textContent ?? "");
  }

  private parts(order: OrderView): Node[] {
    switch (order.status) {
      case "paid":
        return [
          head(order.refunds ? say("paidInPart") : say("paid"), order, h("p", { class: "muted" }, say("showCodes"))),
          ...this.choice(order),
          tickets(order),
          this.files(order),
          lines(order),
          ...this.moneyBack(order),
          this.foot(),
        ];
      case "cancelled":
        return [head(say("cancelled"), order, h("p", {}, say("cancelledWords")), this.shopLink(say("chooseAgain"))), lines(order)];
      case "refunded":
        return [head(say("moneyWentBack"), order, h("p", {}, say("notValid"))), lines(order), ...this.moneyBack(order), this.foot()];
      case "offered":
        return [offered(order, this.secret, () => void this.look()), lines(order)];
      case "pending":
        return [head(h("span", {}, this.isWaiting(order) && h("span", { class: "waiting" }), this.pendingWords(order)), order, ...this.pendingActions(order)), lines(order)];
    }
  }

  private files(order: OrderView): Node {
    const { slug } = this.root.dataset;
    return h(
      "p",
      { class: "actions" },
      order.tickets.length > 0 && h("a", { class: "button", href: order.pdf }, order.tickets.length > 1 ? say("allTickets") : say("ticketPdf")),
      h("a", { class: "button quiet", href: order.ics }, say("calendar")),
      slug && h("a", { class: "button quiet", href: `/events/${slug}` }, say("addAnother")),
    );
  }

  private choice(order: OrderView): Node[] {
    return order.postponement ? [choice(order, order.postponement, this.secret, () => void this.look())] : [];
  }

  private moneyBack(order: OrderView): Node[] {
    // Who may have all of it back is not offered less.
    const panel = order.postponement ? null : GivingBack.panel(order, this.secret, () => void this.look());
    return [refunds(order, this.secret), panel].filter((part) => part !== null);
  }

  private foot(): Node {
    const path = `/api/v1/orders/${this.code}/receipt.pdf?secret=${encodeURIComponent(this.secret)}`;
    return h("div", { class: "order-foot" }, h("p", {}, h("a", { href: path }, say("receipt"))), linkByMail(this.code, this.secret));
  }

  /** Whether an answer of somebody else is waited for. */
  private isWaiting(order: OrderView): boolean {
    return !order.reservedUntil && (this.returned || Date.parse(order.payBy) <= now());
  }

  private pendingWords(order: OrderView): string {
    if (order.reservedUntil) {
      return say("reservedUntil", { until: reservationEnd(order.reservedUntil) });
    }
    return this.isWaiting(order) ? say("checking") : say("notPaid");
  }

  private pendingActions(order: OrderView): Node[] {
    const by = new Date(order.payBy).toLocaleTimeString(CUSTOMS, { hour: "2-digit", minute: "2-digit" });
    if (Date.parse(order.payBy) <= now()) {
      return [h("p", {}, say("showsAnswer"))];
    }
    const pay = (look: string, text: string) => h("p", {}, h("a", { class: look, href: payPage({ code: this.code, secret: this.secret }) }, text));
    if (order.reservedUntil) {
      return [h("p", {}, say("payThere", { total: money(order.total) })), pay("button quiet", say("payNow"))];
    }
    return [h("p", {}, say("yoursUntil", { by })), pay("button", this.returned ? say("chooseHow") : say("goToPayment", { total: money(order.total) }))];
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
        h("h2", {}, missing ? say("noOrder") : say("notShown")),
        h("p", {}, missing ? say("wholeAddress") : `${words(problem)} ${say("keepTrying")}`),
        h("p", {}, missing ? h("a", { class: "button", href: "/orders/find" }, say("findOrder")) : h("a", { class: "button quiet", href: orderPage({ code: this.code, secret: this.secret }) }, say("tryAgain"))),
      ),
    );
  }
}

/** Paid is final once the codes are there; the rest, as far as this page can know. */
function isFinal(order: OrderView): boolean {
  return order.status === "paid" ? order.tickets.length >= order.lines.filter((line) => !line.refunded).length : order.status !== "pending" && order.status !== "offered";
}

function head(title: string | Node, order: OrderView, ...more: Node[]): HTMLElement {
  return h("section", { class: "order-state" }, h("h2", {}, title), ...more, h("p", {}, say("order"), " ", h("span", { class: "order-code" }, order.code)));
}

/** What was answered for a ticket, or for the whole order. */
function answers(order: OrderView, line: number | undefined): Node[] {
  const given = (order.answers ?? []).filter((each) => each.line === line);
  return given.flatMap(({ question, answer }) => [h("br"), h("span", { class: "muted small" }, `${question}: ${answer}`)]);
}

function lines(order: OrderView): HTMLElement {
  const ofOrder = answers(order, undefined);
  return h(
    "section",
    { class: "summary", "aria-label": say("whatYouBought") },
    h("h3", {}, say("whatYouBought")),
    h(
      "ul",
      {},
      ...order.lines.map(({ place, viewNote, category, type, price, attendee, refunded }, k) =>
        h(
          "li",
          {},
          h("span", {}, unbroken(place), refunded && h("span", { class: "badge" }, say("refundedLine")), h("br"), h("span", { class: "muted" }, [category, type, attendee].filter(Boolean).join(", ")), viewNote && h("br"), viewNote && h("span", { class: "view-note" }, viewNote), ...answers(order, k + 1)),
          h("span", {}, money(price)),
        ),
      ),
    ),
    ofOrder.length > 0 && h("p", { class: "answers" }, ...ofOrder),
    ...totalLines(order.total, order),
  );
}
