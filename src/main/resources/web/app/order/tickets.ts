import { h } from "../dom";
import type { OrderView, TicketView } from "./orders";

/** The tickets of a paid order, each with its code to show at the gate. */
export function tickets(order: OrderView): HTMLElement {
  if (order.tickets.length === 0) {
    return h("p", { role: "status" }, h("span", { class: "waiting" }), "Your tickets are being made. They appear here in a moment.");
  }
  return h(
    "section",
    { "aria-label": "Tickets" },
    h(
      "p",
      { class: "actions" },
      h("a", { class: "button", href: order.pdf }, order.tickets.length > 1 ? "All tickets as PDF" : "Ticket as PDF"),
      h("a", { class: "button quiet", href: order.ics }, "Put it in my calendar"),
    ),
    h("ul", { class: "tickets" }, ...order.tickets.map(card)),
  );
}

function card(ticket: TicketView): HTMLElement {
  const qr = h("img", { src: ticket.svg, alt: `Code of the ticket for ${ticket.place}`, width: 300, height: 300 });
  return h(
    "li",
    { class: "ticket" },
    h("div", {}, h("h3", {}, ticket.place), h("p", { class: "muted" }, ticket.holder)),
    h("div", { class: "ticket-qr" }, qr),
    h("p", { class: "ticket-links" }, h("span", { class: "order-code" }, ticket.id), h("a", { href: ticket.pdf }, "PDF")),
  );
}
