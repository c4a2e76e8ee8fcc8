import { ask, askUntilAnswered, words } from "../api";
import { announce, fill, h } from "../dom";
import { money } from "../money";
import { CUSTOMS } from "../speaker";
import type { OrderView, Postponement } from "./orders";
import { say } from "./words";

/**
 * Lets the buyer of a postponed event keep the tickets or have the money back.
 *
 * @param done called when something was chosen
 */
export function choice(order: OrderView, { until, amount, choice: chosen }: Postponement, secret: string, done: () => void): HTMLElement {
  const by = new Date(until).toLocaleString(CUSTOMS, { dateStyle: "full", timeStyle: "short" });
  const message = h("div", { role: "status" });
  const buttons = h("p", { class: "actions" });
  const path = `/api/v1/orders/${order.code}/postponement`;

  const send = async (body: { choice: string }, from: HTMLButtonElement): Promise<void> => {
    from.disabled = true;
    const request = { method: "PUT" as const, body: { secret, ...body }, timeout: 40_000 };
    const answer = body.choice === "keep" ? await ask(path, request) : await askUntilAnswered(path, request, () => fill(message, h("p", {}, say("stillWaiting"))));
    from.disabled = false;
    if (answer.ok) {
      announce(body.choice === "keep" ? say("kept") : say("moneyOnItsWay"));
      done();
    } else {
      fill(message, h("p", { class: "notice bad" }, words(answer.problem)));
    }
  };

  const confirm = (): void => {
    const back = h("button", { type: "button" }, say("giveAllBack", { amount: money(amount) }));
    back.addEventListener("click", () => void send({ choice: "refund" }, back));
    fill(message, h("p", {}, say("voidAtOnce")));
    fill(buttons, back, h("button", { type: "button", class: "quiet", onclick: offer }, say("notNow")));
    back.focus();
  };

  const offer = (): void => {
    fill(message);
    const keep = h("button", { type: "button" }, say("keepTickets"));
    keep.addEventListener("click", () => void send({ choice: "keep" }, keep));
    fill(buttons, chosen !== "keep" && keep, h("button", { type: "button", class: "quiet", onclick: confirm }, say("getBack", { amount: money(amount) })));
  };

  offer();
  return h(
    "section",
    { class: "notice warn", "aria-label": say("postponed") },
    h("h3", {}, chosen === "keep" ? say("keptTitle") : say("postponed")),
    h("p", {}, chosen === "keep" ? say("thinkBetter", { by }) : say("postponedWords", { by })),
    message,
    buttons,
  );
}
