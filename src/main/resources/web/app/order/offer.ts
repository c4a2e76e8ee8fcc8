import { words } from "../api";
import { clock } from "../checkout/clock";
import { announce, fill, h } from "../dom";
import { money } from "../money";
import { answerOffer, type OrderView } from "./orders";
import { say } from "./words";

/** Places that are offered for those a late payment has missed, with the time that is left to answer. */
export function offered(order: OrderView, secret: string, answered: () => void): HTMLElement {
  const { until, places } = order.offer!;
  const message = h("div", {});
  const take = h("button", { type: "button", class: "large", onclick: () => answer("acceptance") }, say("takeOffer", { total: money(order.total) }));
  const decline = h("button", { type: "button", class: "quiet", onclick: () => answer("refusal") }, say("declineOffer"));

  async function answer(which: "acceptance" | "refusal"): Promise<void> {
    enable(false);
    fill(message, h("p", { class: "notice warn" }, h("span", { class: "waiting" }), which === "acceptance" ? say("taking") : say("givingBack")));
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
    h("h2", {}, say("offered")),
    h("p", {}, say("offeredWords")),
    h("ul", { class: "offered" }, ...places.map(({ place, viewNote, insteadOf }) => h("li", {}, h("strong", {}, place), h("br"), viewNote && h("span", { class: "view-note" }, viewNote), viewNote && h("br"), h("span", { class: "muted" }, say("insteadOf", { place: insteadOf }))))),
    clock(say("leftToAnswer"), until, () => enable(false)),
    message,
    h("p", { class: "answers" }, take, decline),
    h("p", {}, say("order"), " ", h("span", { class: "order-code" }, order.code)),
  );
}
