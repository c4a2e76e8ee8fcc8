import { keepAwake } from "../awake";
import { fill, h, unbroken } from "../dom";
import type { TicketView } from "./orders";
import { say } from "./words";

/**
 * Shows a ticket's code over the whole screen, as dark on white as a scanner likes it, and keeps
 * the screen awake meanwhile. The next ticket is a press, a key or a swipe away.
 */
export function showLarge(tickets: TicketView[], first: number): void {
  let shown = first;
  const body = h("div", { class: "large-body", "aria-live": "polite" });
  const dialog = h("dialog", { class: "large-ticket", "aria-label": say("tickets") });
  const awake = keepAwake();

  function show(k: number): void {
    shown = Math.min(Math.max(k, 0), tickets.length - 1);
    const { svg, place, holder, id } = tickets[shown];
    fill(
      body,
      h("img", { src: svg, alt: say("codeFor", { place }), width: 300, height: 300 }),
      h("strong", {}, unbroken(place)),
      h("span", {}, holder),
      h("span", { class: "order-code" }, id),
    );
    back.disabled = shown === 0;
    on.disabled = shown === tickets.length - 1;
    count.textContent = say("oneOf", { k: shown + 1, all: tickets.length });
  }

  const back = h("button", { type: "button", class: "quiet", onclick: () => show(shown - 1) }, say("previous"));
  const on = h("button", { type: "button", class: "quiet", onclick: () => show(shown + 1) }, say("next"));
  const count = h("span", { class: "large-count" });
  const close = h("button", { type: "button", class: "quiet", onclick: () => dialog.close() }, say("close"));
  dialog.append(h("div", { class: "large-top" }, count, close), body);
  if (tickets.length > 1) {
    dialog.append(h("div", { class: "large-steps" }, back, on));
  }
  dialog.addEventListener("keydown", ({ key }) => {
    if (key === "ArrowRight" || key === "ArrowLeft") {
      show(shown + ((key === "ArrowRight") === (document.dir !== "rtl") ? 1 : -1));
    }
  });
  swipe(dialog, (step) => show(shown + step));
  dialog.addEventListener("close", () => {
    void awake.then((lock) => lock?.release());
    dialog.remove();
  });
  document.body.append(dialog);
  show(first);
  dialog.showModal();
}

const FAR = 50;

function swipe(element: HTMLElement, go: (step: number) => void): void {
  let from = 0;
  element.addEventListener("touchstart", ({ touches }) => (from = touches[0].clientX), { passive: true });
  element.addEventListener("touchend", ({ changedTouches }) => {
    const way = changedTouches[0].clientX - from;
    if (Math.abs(way) > FAR) {
      go(way < 0 ? 1 : -1);
    }
  });
}
