import { kind, words } from "../api";
import { announce, fill, h } from "../dom";
import { money } from "../money";
import { orderPage, type OrderView, pay, type PaymentMethod, readMethods, readOrder, reservationEnd } from "../order/orders";
import { randomUuid } from "../shop/kept";
import { clock } from "./clock";

type Payable = OrderView & { secret: string };

/**
 * The choice of how to pay. Each press is a payment of its own; a press is answered, or asked again
 * under the same key, before the next is possible. Cards are typed on the provider's page, never here.
 */
export function payment(order: Payable): HTMLElement {
  const message = h("div", { role: "status" });
  const time = clock(order.reservedUntil ? " left to pay, now or at the box office" : " left to pay", order.payBy, () => location.replace(orderPage(order)));
  const choices = h("div", { class: "pay-methods" }, h("p", { class: "muted" }, "Loading…"));
  let buttons: HTMLButtonElement[] = [];

  async function offer(): Promise<void> {
    if (order.total.amount === 0) {
      fill(choices, h("button", { type: "button", class: "large wide", onclick: () => void press("free") }, "Get your tickets"));
      buttons = [...choices.querySelectorAll("button")];
      return;
    }
    const answer = await readMethods();
    if (!answer.ok) {
      tell("bad", words(answer.problem));
      fill(choices, h("button", { type: "button", class: "quiet", onclick: () => void offer() }, "Try again"));
      return;
    }
    fill(choices, ...answer.body.items.map((method) => (method.method === "sandbox" ? sandbox() : provider(method))), order.boxOfficeUntil && !order.reservedUntil && boxOffice(order.boxOfficeUntil));
    buttons = [...choices.querySelectorAll("button")];
  }

  function provider({ method, title, test }: PaymentMethod): HTMLElement {
    return h(
      "div",
      { class: test ? "test-money" : "pay-method" },
      test && h("strong", {}, "TEST – no money moves"),
      h("button", { type: "button", class: "large wide", onclick: () => void press(method) }, `Pay ${money(order.total)} by ${title}`),
      h("p", { class: "small muted" }, "You pay on the provider's page and come back here."),
    );
  }

  function boxOffice(until: string): HTMLElement {
    return h(
      "div",
      { class: "pay-method" },
      h("button", { type: "button", class: "quiet wide", onclick: () => void press("box-office") }, `Reserve, and pay ${money(order.total)} at the box office`),
      h("p", { class: "small muted" }, `Your places are kept until ${reservationEnd(until)}. Unpaid, they are sold to others then.`),
    );
  }

  /** Three buttons in place of a card form. */
  function sandbox(): HTMLElement {
    const button = (outcome: string, look: string, text: string) =>
      h("button", { type: "button", class: look, onclick: () => void press("sandbox", outcome) }, text);
    return h(
      "div",
      { class: "test-money" },
      h("strong", {}, "TEST – no money moves"),
      h("p", {}, "This server pays by a sandbox. Choose what the gateway shall answer."),
      h(
        "div",
        { class: "pay-choices" },
        button("approve", "large", `Pay ${money(order.total)}`),
        button("decline", "quiet", "Let the payment be declined"),
        button("timeout", "quiet", "Let the gateway not answer"),
      ),
    );
  }

  async function press(method: string, outcome?: string): Promise<void> {
    if (buttons[0]?.disabled) {
      return;
    }
    enable(false);
    tell("", "Paying…");
    const key = randomUuid();
    const waiting = () => tell("warn", "No answer yet. We ask again; you pay once at most.");
    let answer = await pay(order, key, method, outcome, waiting);
    // A provider that did not answer in time may have its page ready by now.
    for (let turn = 0; turn < 5 && answer.ok && answer.status === 202 && !answer.body.redirect && answer.body.status !== "reserved" && method !== "sandbox"; turn++) {
      waiting();
      await new Promise((resolve) => setTimeout(resolve, 2000));
      answer = await pay(order, key, method, outcome, waiting);
    }
    if (answer.ok && answer.body.redirect) {
      location.href = answer.body.redirect;
    } else if (answer.ok && (answer.status === 200 || answer.body.status === "reserved")) {
      location.replace(orderPage(order));
    } else if (answer.ok || answer.problem.status === 0 || ["payment-under-way", "request-in-flight"].includes(kind(answer.problem))) {
      await check();
    } else {
      explain(answer.problem);
    }
  }

  function explain(problem: Parameters<typeof words>[0]): void {
    switch (kind(problem)) {
      case "payment-declined":
        tell("bad", `The payment was declined${problem.detail ? `: ${problem.detail}` : "."} Nothing was charged. Your seats are still yours; try again.`);
        enable(true);
        break;
      case "order-not-payable":
      case "payment-too-late":
        location.replace(orderPage(order));
        break;
      default:
        tell("bad", words(problem));
        enable(true);
    }
  }

  /** The gateway has not answered: asks the order until it knows more. */
  async function check(): Promise<void> {
    tell("warn", "We are checking your payment. This can take a minute. You can close this page: the address of your order stays valid.", true);
    for (let turn = 0; ; turn++) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(5000, 1000 + 400 * turn)));
      const answer = await readOrder(order.code, order.secret);
      if (answer.ok && answer.body.status !== "pending") {
        location.replace(orderPage(order));
        return;
      }
      if (turn === 4) {
        enable(true);
      }
    }
  }

  function enable(on: boolean): void {
    buttons.forEach((button) => {
      button.disabled = !on;
      on ? button.removeAttribute("aria-busy") : button.setAttribute("aria-busy", "true");
    });
  }

  function tell(type: string, text: string, turning = false): void {
    fill(message, h("p", { class: `notice ${type}` }, turning && h("span", { class: "waiting" }), text));
    announce(text);
  }

  void offer();
  // Who comes back by the browser's button finds the page as it was left.
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      fill(message);
      enable(true);
    }
  });
  return h(
    "section",
    { class: "payment" },
    h("h2", { tabindex: -1 }, "Payment"),
    time,
    message,
    choices,
    h("p", { class: "small muted" }, "Your order ", h("span", { class: "order-code" }, order.code), " has its own page: ", h("a", { href: orderPage(order) }, "open it"), "."),
  );
}
