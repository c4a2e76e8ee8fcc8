import { kind, words } from "../api";
import { announce, fill, h } from "../dom";
import { money } from "../money";
import { orderPage, type OrderView, pay, readOrder } from "../order/orders";
import { randomUuid } from "../shop/kept";
import { clock } from "./clock";

type Payable = OrderView & { secret: string };

/**
 * The sandbox's payment: three buttons in place of a card form. Each press is a payment of its own;
 * a press is answered, or asked again under the same key, before the next is possible.
 */
export function payment(order: Payable): HTMLElement {
  const message = h("div", { role: "status" });
  const time = clock(" left to pay", order.payBy, () => location.replace(orderPage(order)));
  const buttons = [
    h("button", { type: "button", class: "large", onclick: () => void press("approve") }, `Pay ${money(order.total)}`),
    h("button", { type: "button", class: "quiet", onclick: () => void press("decline") }, "Let the payment be declined"),
    h("button", { type: "button", class: "quiet", onclick: () => void press("timeout") }, "Let the gateway not answer"),
  ];

  async function press(outcome: string): Promise<void> {
    if (buttons[0].disabled) {
      return;
    }
    enable(false);
    tell("", "Paying…");
    const answer = await pay(order, randomUuid(), outcome, () => tell("warn", "No answer yet. We ask again; you pay once at most."));
    if (answer.ok && answer.status === 200) {
      location.replace(orderPage(order));
    } else if (answer.ok || answer.problem.status === 0 || kind(answer.problem) === "payment-under-way") {
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
        buttons[0].textContent = `Try to pay ${money(order.total)} again`;
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

  return h(
    "section",
    { class: "payment" },
    h("h2", { tabindex: -1 }, "Payment"),
    time,
    message,
    h(
      "div",
      { class: "test-money" },
      h("strong", {}, "TEST – no money moves"),
      h("p", {}, "This server pays by a sandbox. Choose what the gateway shall answer."),
      h("div", { class: "pay-choices" }, ...buttons),
    ),
    h("p", { class: "small muted" }, "Your order ", h("span", { class: "order-code" }, order.code), " has its own page: ", h("a", { href: orderPage(order) }, "open it"), "."),
  );
}
