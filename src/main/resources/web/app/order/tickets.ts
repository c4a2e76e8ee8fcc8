import { h, unbroken } from "../dom";
import type { OrderView, TicketView } from "./orders";
import { showLarge } from "./large";
import { say } from "./words";

/** The tickets of a paid order, each with its code to show at the gate. */
export function tickets(order: OrderView): HTMLElement {
  if (order.tickets.length === 0) {
    return h("p", { role: "status" }, h("span", { class: "waiting" }), say("ticketsSoon"));
  }
  return h("ul", { class: "tickets", "aria-label": say("tickets") }, ...order.tickets.map((ticket, k) => card(ticket, () => showLarge(order.tickets, k))));
}

function card(ticket: TicketView, enlarge: () => void): HTMLElement {
  const qr = h("img", { src: ticket.svg, alt: say("codeFor", { place: ticket.place }), width: 300, height: 300 });
  return h(
    "li",
    { class: "ticket" },
    h("div", { class: "ticket-head" }, h("h3", {}, unbroken(ticket.place)), h("p", { class: "muted" }, ticket.holder)),
    h("button", { type: "button", class: "ticket-qr", "aria-haspopup": "dialog", "aria-label": say("enlarge", { place: ticket.place }), onclick: enlarge }, qr),
    h("p", { class: "ticket-links" }, h("span", { class: "order-code" }, ticket.id), h("a", { href: ticket.pdf }, "PDF")),
  );
}
