import { words } from "../api";
import { clock } from "../checkout/clock";
import { announce, fill, h } from "../dom";
import { money } from "../money";
import { answerOffer, type OrderView } from "./orders";

/** Places that are offered for those a late payment has missed, with the time that is left to answer. */
export function offered(order: OrderView, secret: string, answered: () => void): HTMLElement {
  const { until, places } = order.offer!;
  const message = h("div", {});
  const take = h("button", { type: "button", class: "large", onclick: () => answer("acceptance") }, `Take these places for ${money(order.total)}`);
  const decline = h("button", { type: "button", class: "quiet", onclick: () => answer("refusal") }, "No, give the money back");

  async function answer(which: "acceptance" | "refusal"): Promise<void> {
    enable(false);
    fill(message, h("p", { class: "notice warn" }, h("span", { class: "waiting" }), which === "acceptance" ? "Taking your places…" : "Giving the money back…"));
    const said = await answerOffer(order.code, secret, which);
    if (said.ok) {
      answered();
    } else {
      const text = words(said.problem);
      fill(message, h("p", { class: "notice bad" }, text));
      announce(text);
      enable(true);
    }
  }

  function enable(on: boolean): void {
    [take, decline].forEach((button) => (button.disabled = !on));
  }

  return h(
    "section",
    { class: "order-state" },
    h("h2", {}, "Your places are gone, others are held for you"),
    h("p", {}, "Your payment came after the time to pay, and somebody else had your places by then. These are as good and cost the same. Nothing is charged before you take them."),
    h("ul", { class: "offered" }, ...places.map(({ place, insteadOf }) => h("li", {}, h("strong", {}, place), h("br"), h("span", { class: "muted" }, `instead of ${insteadOf}`)))),
    clock(" left to answer; then the money goes back by itself", until, () => enable(false)),
    message,
    h("p", { class: "answers" }, take, decline),
    h("p", {}, "Order ", h("span", { class: "order-code" }, order.code)),
  );
}
