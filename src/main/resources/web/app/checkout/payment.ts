import { kind, type Problem, words } from "../api";
import { announce, fill, h } from "../dom";
import { orderPage, type OrderView, pay, readOrder } from "../order/orders";
import { randomUuid } from "../shop/kept";
import { wait } from "../time";
import { say } from "./words";

export type Placed = Pick<OrderView, "code"> & { secret: string };

const TURNS = 5;
const PAUSE = 2000;

/**
 * Pays an order by the way that a form names. Each press is a payment of its own; a press is
 * answered, or asked again under the same key, before the next is possible. Cards are typed on the
 * provider's page, never here.
 */
export class Payment {
  private readonly message: HTMLElement;
  private readonly button: HTMLButtonElement;
  /** What the button says while it can be pressed. */
  private rest = "";

  constructor(
    private readonly form: HTMLFormElement,
    root: ParentNode,
  ) {
    this.message = root.querySelector("[data-message]")!;
    this.button = form.querySelector("[data-buy]")!;
    // Who comes back by the browser's button finds the page as it was left.
    addEventListener("pageshow", (event) => {
      if (event.persisted) {
        fill(this.message);
        this.enable(true);
      }
    });
  }

  get busy(): boolean {
    return this.button.disabled;
  }

  async pay(order: Placed): Promise<void> {
    const method = this.chosen("method");
    const outcome = method === "sandbox" ? this.chosen("outcome") : undefined;
    this.enable(false, say("paying"));
    const key = randomUuid();
    const waiting = () => this.tell("warn", say("noAnswerYet"));
    let answer = await pay(order, key, method, outcome, waiting);
    // A provider that did not answer in time may have its page ready by now.
    for (let turn = 0; turn < TURNS && answer.ok && answer.status === 202 && !answer.body.redirect && answer.body.status !== "reserved" && method !== "sandbox"; turn++) {
      waiting();
      await wait(PAUSE);
      answer = await pay(order, key, method, outcome, waiting);
    }
    if (answer.ok && answer.body.redirect) {
      location.href = answer.body.redirect;
    } else if (answer.ok && (answer.status === 200 || answer.body.status === "reserved")) {
      location.replace(orderPage(order));
    } else if (answer.ok || answer.problem.status === 0 || ["payment-under-way", "request-in-flight"].includes(kind(answer.problem))) {
      await this.check(order);
    } else {
      this.explain(order, answer.problem);
    }
  }

  private chosen(name: string): string {
    return String(new FormData(this.form).get(name) ?? "");
  }

  private explain(order: Placed, problem: Problem): void {
    switch (kind(problem)) {
      case "payment-declined":
        this.tell("bad", say("declined", { reason: problem.detail ?? "" }));
        this.enable(true);
        break;
      case "order-not-payable":
      case "payment-too-late":
        location.replace(orderPage(order));
        break;
      default:
        this.tell("bad", words(problem));
        this.enable(true);
    }
  }

  /** The gateway has not answered: asks the order until it knows more. */
  private async check(order: Placed): Promise<void> {
    this.tell("warn", say("checking"), true);
    for (let turn = 0; ; turn++) {
      await wait(Math.min(5000, 1000 + 400 * turn));
      const answer = await readOrder(order.code, order.secret);
      if (answer.ok && answer.body.status !== "pending") {
        location.replace(orderPage(order));
        return;
      }
      if (turn === 4) {
        this.enable(true);
      }
    }
  }

  enable(on: boolean, words?: string): void {
    if (!this.busy) {
      // Its price may be another since the last press.
      this.rest = this.button.textContent!;
    }
    this.button.disabled = !on;
    this.button.textContent = words ?? this.rest;
    on ? this.button.removeAttribute("aria-busy") : this.button.setAttribute("aria-busy", "true");
  }

  tell(type: string, text: string, turning = false): void {
    fill(this.message, h("p", { class: `notice ${type}` }, turning && h("span", { class: "waiting" }), text));
    announce(text);
  }

  quiet(): void {
    fill(this.message);
  }
}
