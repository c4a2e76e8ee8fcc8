import { h } from "../dom";
import type { OrderView, TicketView } from "./orders";

/** The tickets of a paid order, each with its code to show at the gate. */
export function tickets(order: OrderView, secret: string): HTMLElement {
  const list = order.tickets ?? [];
  if (list.length === 0) {
    return h("p", { role: "status" }, h("span", { class: "waiting" }), "Your tickets are being made. They appear here in a moment.");
  }
  return h(
    "section",
    { "aria-label": "Tickets" },
    order.pdf || order.ics
      ? h(
          "p",
          { class: "actions" },
          order.pdf && h("a", { class: "button", href: withSecret(order.pdf, secret) }, "All tickets as PDF"),
          order.ics && h("a", { class: "button quiet", href: withSecret(order.ics, secret) }, "Put it in my calendar"),
        )
      : null,
    h("ul", { class: "tickets" }, ...list.map((ticket, k) => card(ticket, order, k, secret))),
  );
}

function card(ticket: TicketView, order: OrderView, k: number, secret: string): HTMLElement {
  const line = order.lines.find(({ seat }) => seat !== null && seat === ticket.seat) ?? order.lines[k];
  const place = ticket.place ?? line?.place ?? "";
  const attendee = ticket.holder ?? ticket.attendee ?? line?.attendee;
  return h(
    "li",
    { class: "ticket" },
    h("div", {}, h("h3", {}, place), h("p", { class: "muted" }, [ticket.category ?? line?.category, attendee].filter(Boolean).join(", "))),
    picture(ticket, place, secret),
    h("p", { class: "ticket-links" }, ticket.pdf && h("a", { href: withSecret(ticket.pdf, secret) }, "PDF"), ticket.ics && h("a", { href: withSecret(ticket.ics, secret) }, "Calendar")),
  );
}

/** The code is an address of a picture, or the picture itself. */
function picture(ticket: TicketView, place: string, secret: string): HTMLElement | null {
  if (!ticket.svg) {
    return null;
  }
  const inline = ticket.svg.trimStart().startsWith("<");
  const source = inline ? `data:image/svg+xml,${encodeURIComponent(ticket.svg)}` : withSecret(ticket.svg, secret);
  return h("div", { class: "ticket-qr" }, h("img", { src: source, alt: `Code of the ticket for ${place}`, width: 300, height: 300 }));
}

/** Addresses of an order's files need its secret; some come with it. */
function withSecret(address: string, secret: string): string {
  return address.includes("secret=") ? address : `${address}${address.includes("?") ? "&" : "?"}secret=${encodeURIComponent(secret)}`;
}
