import { type Answer, ask, askUntilAnswered, type Problem, words } from "../api";
import { announce, fill, h } from "../dom";
import { type Money, money } from "../money";
import { CUSTOMS } from "../speaker";
import { randomUuid } from "../shop/kept";
import type { GiveBack, OrderView, RefundView } from "./orders";
import { say } from "./words";

interface Quote {
  lines: number[];
  amount: Money;
  kept: Money;
}

/** The refunds of an order, each with its credit note; null when there are none. */
export function refunds(order: OrderView, secret: string): HTMLElement | null {
  if (!order.refunds) {
    return null;
  }
  return h(
    "section",
    { class: "order-refunds" },
    h("h3", {}, say("moneyBack")),
    h("ul", {}, ...order.refunds.map((refund) => h("li", {}, refundWords(refund), " ", h("a", { href: creditNote(order, refund, secret) }, say("creditNote"))))),
  );
}

function refundWords({ status, amount, kept, lines }: RefundView): string {
  const values = { n: lines.length, amount: money(amount) };
  const fees = kept.amount > 0 ? ` ${say("feesKept", { amount: money(kept) })}` : "";
  return (status === "done" ? say("refunded", values) : say("refunding", values)) + fees;
}

function creditNote(order: OrderView, refund: RefundView, secret: string): string {
  return `/api/v1/orders/${order.code}/credit-notes/${refund.number}.pdf?secret=${encodeURIComponent(secret)}`;
}

/** A form to give tickets back, which shows what that brings before it does it. */
export class GivingBack {
  private readonly steps = h("div", {});
  private readonly message = h("div", { role: "status" });

  private constructor(
    private readonly order: OrderView,
    private readonly offer: GiveBack,
    private readonly secret: string,
    private readonly done: () => void,
  ) {}

  /**
   * Null when the organiser takes nothing back (any more).
   *
   * @param done called when tickets were given back
   */
  static panel(order: OrderView, secret: string, done: () => void): HTMLElement | null {
    if (!order.giveBack) {
      return null;
    }
    const form = new GivingBack(order, order.giveBack, secret, done);
    form.choose(order.giveBack.lines);
    return h("details", { class: "give-back" }, h("summary", {}, say("giveTicketsBack")), form.steps, form.message);
  }

  private choose(chosen: number[]): void {
    const { until, withFees, singleTickets, lines } = this.offer;
    const by = new Date(until).toLocaleString(CUSTOMS, { dateStyle: "full", timeStyle: "short" });
    const boxes = lines.map((number) => {
      const line = this.order.lines.find((each) => each.number === number)!;
      const box = h("input", { type: "checkbox", name: "line", value: number, checked: chosen.includes(number) });
      return { number, box, label: h("label", { class: "tick" }, box, `${line.place}, ${line.attendee}`) };
    });
    const submit = (event: SubmitEvent): void => {
      event.preventDefault();
      void this.quote(singleTickets ? boxes.filter(({ box }) => box.checked).map(({ number }) => number) : lines);
    };
    fill(
      this.steps,
      h(
        "form",
        { onsubmit: submit },
        h("p", {}, withFees ? say("giveBackUntil", { by }) : say("giveBackUntilWithoutFees", { by })),
        singleTickets && lines.length > 1 && h("fieldset", {}, h("legend", {}, say("which")), ...boxes.map(({ label }) => label)),
        h("p", {}, h("button", { class: "quiet" }, say("seeWhat"))),
      ),
    );
  }

  private async quote(lines: number[]): Promise<void> {
    fill(this.message);
    if (lines.length === 0) {
      fill(this.message, h("p", { class: "notice warn" }, say("chooseFirst")));
      return;
    }
    const answer = await ask<Quote>(`/api/v1/orders/${this.order.code}/refunds/quotes`, { method: "POST", body: { secret: this.secret, lines } });
    if (answer.ok) {
      this.confirm(answer.body);
    } else {
      this.showProblem(answer.problem);
    }
  }

  private confirm({ lines, amount, kept }: Quote): void {
    const key = randomUuid();
    const button = h("button", { type: "button" }, say("giveThese", { n: lines.length }));
    button.addEventListener("click", () => void this.giveBack(lines, key, button));
    const heading = h("h3", { tabindex: -1 }, say("comesBack", { amount: money(amount) }));
    fill(
      this.steps,
      heading,
      kept.amount > 0 && h("p", {}, say("feesAreKept", { amount: money(kept) })),
      h("p", {}, say("goesBack", { n: lines.length })),
      h("p", { class: "actions" }, button, h("button", { type: "button", class: "quiet", onclick: () => this.choose(lines) }, say("keepThem"))),
    );
    heading.focus();
  }

  private async giveBack(lines: number[], key: string, button: HTMLButtonElement): Promise<void> {
    button.disabled = true;
    const answer: Answer<RefundView> = await askUntilAnswered<RefundView>(
      `/api/v1/orders/${this.order.code}/refunds`,
      { method: "POST", body: { secret: this.secret, lines }, headers: { "idempotency-key": key }, timeout: 40_000 },
      () => fill(this.message, h("p", {}, say("stillWaiting"))),
    );
    button.disabled = false;
    if (answer.ok) {
      announce(say("givenBack"));
      this.done();
    } else {
      this.showProblem(answer.problem);
    }
  }

  private showProblem(problem: Problem): void {
    fill(this.message, h("p", { class: "notice bad" }, words(problem)));
  }
}
