package org.onsale.notifications;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.orders.Order;
import org.onsale.orders.OrderCode;
import org.onsale.orders.OrderSecrets;
import org.onsale.orders.Orders;
import org.onsale.tickets.Calendar;
import org.onsale.tickets.Ticket;
import org.onsale.tickets.TicketPdf;
import org.onsale.tickets.Tickets;

/**
 * What goes with messages: with the confirmation of an order its tickets to print and a calendar's
 * entry, with the others nothing.
 */
@Singleton
final class Enclosures {
  private final Orders orders;
  private final Catalog catalog;
  private final Tickets tickets;
  private final OrderSecrets secrets;
  private final URI publicUrl;

  @Inject
  Enclosures(
      Orders orders,
      Catalog catalog,
      Tickets tickets,
      OrderSecrets secrets,
      @ConfigProperty(name = "onsale.public-url", defaultValue = "http://localhost:8080")
          URI publicUrl) {
    this.orders = orders;
    this.catalog = catalog;
    this.tickets = tickets;
    this.secrets = secrets;
    this.publicUrl = publicUrl;
  }

  /** The address of the order's page, which opens it for whoever has it. */
  String page(OrderCode code) {
    return publicUrl + "/orders/" + code.value() + "?secret=" + secrets.of(code);
  }

  /** A cancelled order has no tickets any more, and so none to print. */
  List<Enclosure> of(Kind kind, OrderCode code) {
    if (kind != Kind.ORDER_PAID) {
      return List.of();
    }
    Order order = orders.find(code).orElseThrow();
    Event event = catalog.event(code.event()).orElseThrow();
    List<TicketPdf.Coded> coded =
        tickets.of(order.code()).stream()
            .filter(ticket -> !ticket.revoked())
            .map(this::coded)
            .toList();
    var attachments = new ArrayList<Enclosure>();
    if (!coded.isEmpty()) {
      attachments.add(
          new Enclosure(
              "tickets.pdf", "application/pdf", () -> TicketPdf.draw(event, order, coded)));
    }
    attachments.add(
        new Enclosure(
            "event.ics",
            "text/calendar; charset=utf-8",
            () -> Calendar.of(event, order, page(order.code())).getBytes(StandardCharsets.UTF_8)));
    return attachments;
  }

  private TicketPdf.Coded coded(Ticket ticket) {
    return new TicketPdf.Coded(ticket, tickets.code(ticket));
  }
}
