import { kind, type Problem, words } from "../api";
import { fill, h } from "../dom";
import { placeOrder } from "../order/orders";
import { checkoutPage, forgetHold, keptHold, randomUuid } from "../shop/kept";
import { learnTime, now } from "../time";
import { keepTime } from "./clock";
import { clearError, controls, fieldOf, goToFirstError, showError, showProblem } from "./form";
import { Payment, type Placed } from "./payment";
import { Pricing } from "./pricing";
import { keepOrder, keptOrder, payPage } from "./placed";
import { keepTyped } from "./typed";
import { say } from "./words";

/** Makes the checkout quick; the page is complete without. */
export function checkout(root: HTMLElement): void {
  const { event, slug, hold } = root.dataset as { event: string; slug: string; hold?: string };
  learnTime(root.dataset.now);
  if (hold) {
    new Buyer(root, event, slug, hold).start();
  } else {
    goOn(event, slug);
  }
}

/** A page of no hold, or of one that is over: this tab may know of another, or of its order. */
function goOn(event: string, slug: string): void {
  const hold = keptHold(event);
  const order = keptOrder(event);
  if (hold && !location.pathname.endsWith(hold.holdId)) {
    location.replace(checkoutPage(slug, hold));
  } else if (order) {
    location.replace(payPage(order));
  } else if (hold) {
    forgetHold(event);
  }
}

/** Asks who buys, and orders and pays at one press. */
class Buyer {
  private readonly form: HTMLFormElement;
  private readonly payment: Payment;
  private readonly shop: string;
  private sending = false;
  private order: Placed | null = null;
  private sent: { key: string; body: string } | null = null;
  private stopClock: () => void = () => {};

  constructor(
    private readonly root: HTMLElement,
    private readonly event: string,
    slug: string,
    private readonly hold: string,
  ) {
    this.form = root.querySelector(".checkout-form")!;
    this.payment = new Payment(this.form, root);
    this.shop = `/events/${slug}`;
  }

  start(): void {
    const line = this.root.querySelector<HTMLElement>(".time-left")!;
    this.stopClock = keepTime(line, line.dataset.until!, () => this.expired());
    // The map is only for scripts; the list, where the link leads without, shows what is held, too.
    const map = this.root.querySelector<HTMLAnchorElement>("[data-map]")!;
    map.href = map.dataset.map!;
    // What is missing is told beside the fields, not in bubbles.
    this.form.noValidate = true;
    keepTyped(this.event, this.form);
    const pricing = new Pricing(this.form);
    if (controls(this.form).some((field) => field.name === "promoCode" ? field.value !== "" : field.matches("[data-price]") && field.value !== "0")) {
      void pricing.refresh();
    }
    controls(this.form).forEach((field) => field.addEventListener("input", () => clearError(field)));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      const by = (event as SubmitEvent).submitter as HTMLButtonElement | null;
      by?.value === "price" ? void pricing.refresh() : void this.buy();
    });
    this.root.querySelector(".summary-foot")?.addEventListener("submit", () => forgetHold(this.event));
    goToFirstError(this.form);
  }

  private expired(): void {
    if (!this.sending && !this.order) {
      forgetHold(this.event);
      this.payment.enable(false, say("timeIsOver"));
      this.payment.tell("bad", say("expired"));
      this.root.querySelector("[data-message]")!.append(h("p", {}, h("a", { class: "button", href: this.shop }, say("chooseAgain"))));
    }
  }

  /** What is plainly missing is told without asking the server; all else the server decides. */
  private complete(): boolean {
    const missing = controls(this.form).filter((field) => field.required && field.value.trim() === "");
    missing.forEach((field) => showError(field, field.name === "buyer.name" ? say("nameNeeded") : field.name === "buyer.email" ? say("emailNeeded") : say("needed")));
    goToFirstError(this.form);
    return missing.length === 0;
  }

  private async buy(): Promise<void> {
    if (this.sending || this.payment.busy || !this.complete()) {
      return;
    }
    this.sending = true;
    this.payment.quiet();
    const order = this.order ?? (await this.place());
    this.sending = false;
    if (order) {
      await this.payment.pay(order);
    }
  }

  /** The same order keeps its key until it is answered. */
  private async place(): Promise<Placed | null> {
    this.payment.enable(false, say("placing"));
    const body = this.body();
    const text = JSON.stringify(body);
    if (this.sent?.body !== text) {
      this.sent = { key: randomUuid(), body: text };
    }
    const answer = await placeOrder(this.sent.key, body, () => this.payment.tell("warn", say("busy")));
    this.payment.enable(true);
    if (!answer.ok) {
      this.explain(answer.problem);
      return null;
    }
    this.payment.quiet();
    this.order = answer.body as Placed;
    this.placed(answer.body.payBy);
    return this.order;
  }

  /** From now on only the payment can go wrong, and the seats wait for it. */
  private placed(payBy: string): void {
    keepOrder(this.event, this.order!);
    forgetHold(this.event);
    this.form.querySelectorAll("section").forEach((part) => (part.inert = true));
    this.root.querySelector<HTMLElement>(".summary-foot")!.hidden = true;
    this.stopClock();
    const line = this.root.querySelector<HTMLElement>(".time-left")!;
    fill(line.querySelector("span")!, say("leftToPay"));
    keepTime(line, payBy, () => location.replace(payPage(this.order!)));
  }

  private body() {
    const value = (name: string) => fieldOf(this.form, name)?.value ?? "";
    const lines = [...Array(Number(this.form.dataset.lines)).keys()];
    const types = lines.map((line) => fieldOf(this.form, `tickets[${line}].type`));
    const isStandard = types.every((type) => !type || type.value === "0");
    const promoCode = value("promoCode").trim();
    return {
      event: this.event,
      holdId: this.hold,
      buyer: { name: value("buyer.name"), email: value("buyer.email"), phone: value("buyer.phone") },
      attendees: lines.map((line) => ({ name: value(`attendees[${line}].name`), ...this.answers(`attendees[${line}].answers`) })),
      ...this.answers("answers"),
      ...(isStandard ? {} : { tickets: types.map((type) => ticket(type)).filter((each) => each !== null) }),
      ...(promoCode ? { promoCode } : {}),
    };
  }

  private answers(field: string): { answers?: { question: number; answer: string }[] } {
    const asked = controls(this.form).filter(({ name }) => name.startsWith(`${field}[`));
    return asked.length === 0 ? {} : { answers: asked.map(({ dataset, value }) => ({ question: Number(dataset.question), answer: value })) };
  }

  private explain(problem: Problem): void {
    if (kind(problem) === "hold-spent") {
      this.expired();
      return;
    }
    const rest = showProblem(this.form, problem);
    if (rest.length > 0) {
      this.payment.tell("bad", rest.join(" "));
    } else if (!problem.errors?.length) {
      this.payment.tell("bad", words(problem));
    }
  }
}

function ticket(type: ReturnType<typeof fieldOf>) {
  if (!type) {
    return null;
  }
  const { seat, pool } = type.dataset;
  return { ...(seat === undefined ? { pool: Number(pool) } : { seat: Number(seat) }), type: Number(type.value), quantity: 1 };
}

/** Makes the page of an order's payment quick, too. */
export function payLater(form: HTMLFormElement): void {
  const order: Placed = { code: form.dataset.pay!, secret: String(new FormData(form).get("secret")) };
  keepOrder(form.dataset.event!, order);
  const payment = new Payment(form, document);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    payment.busy || void payment.pay(order);
  });
  const line = document.querySelector<HTMLElement>(".time-left");
  if (line && Date.parse(line.dataset.until!) > now()) {
    keepTime(line, line.dataset.until!, () => location.reload());
  }
}
