import { ask, askUntilAnswered, words } from "../api";
import { announce, fill, h } from "../dom";
import { money } from "../money";
import type { OrderView, Postponement } from "./orders";

/**
 * Lets the buyer of a postponed event keep the tickets or have the money back.
 *
 * @param done called when something was chosen
 */
export function choice(order: OrderView, { until, amount, choice: chosen }: Postponement, secret: string, done: () => void): HTMLElement {
  const by = new Date(until).toLocaleString("en-GB", { dateStyle: "full", timeStyle: "short" });
  const message = h("div", { role: "status" });
  const buttons = h("p", { class: "actions" });
  const path = `/api/v1/orders/${order.code}/postponement`;

  const send = async (body: { choice: string }, from: HTMLButtonElement): Promise<void> => {
    from.disabled = true;
    const request = { method: "PUT" as const, body: { secret, ...body }, timeout: 40_000 };
    const answer = body.choice === "keep" ? await ask(path, request) : await askUntilAnswered(path, request, () => fill(message, h("p", {}, "Still waiting for an answer…")));
    from.disabled = false;
    if (answer.ok) {
      announce(body.choice === "keep" ? "You keep your tickets." : "Your money is on its way.");
      done();
    } else {
      fill(message, h("p", { class: "notice bad" }, words(answer.problem)));
    }
  };

  const confirm = (): void => {
    const back = h("button", { type: "button" }, `Give all tickets back for ${money(amount)}`);
    back.addEventListener("click", () => void send({ choice: "refund" }, back));
    fill(message, h("p", {}, "The tickets are void at once, and this cannot be undone."));
    fill(buttons, back, h("button", { type: "button", class: "quiet", onclick: offer }, "Not now"));
    back.focus();
  };

  const offer = (): void => {
    fill(message);
    const keep = h("button", { type: "button" }, "Keep my tickets");
    keep.addEventListener("click", () => void send({ choice: "keep" }, keep));
    fill(buttons, chosen !== "keep" && keep, h("button", { type: "button", class: "quiet", onclick: confirm }, `Get ${money(amount)} back …`));
  };

  offer();
  return h(
    "section",
    { class: "notice warn", "aria-label": "The event was postponed" },
    h("h3", {}, chosen === "keep" ? "You keep your tickets" : "The event was postponed"),
    h("p", {}, chosen === "keep" ? `If you think better of it, you can have your money back until ${by}.` : `Your tickets stay valid, and you need do nothing to keep them. You can have all your money back until ${by}.`),
    message,
    buttons,
  );
}
