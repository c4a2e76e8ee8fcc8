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
import org.onsale.orders.Receipts;
import org.onsale.orders.Refund;
import org.onsale.orders.Refunds;
import org.onsale.orders.Sale;
import org.onsale.orders.Sales;
import org.onsale.tickets.Calendar;
import org.onsale.tickets.ReceiptPdf;
import org.onsale.tickets.TicketPdf;
import org.onsale.tickets.Tickets;

/**
 * What goes with messages: with the confirmation of an order its tickets to print, the receipt and
 * a calendar's entry, with a refund its credit note, with the others nothing. Papers get their
 * numbers when they are first drawn.
 */
@Singleton
final class Enclosures {
  private static final String PDF = "application/pdf";

  private final Orders orders;
  private final Catalog catalog;
  private final Sales sales;
  private final Tickets tickets;
  private final Refunds refunds;
  private final Receipts receipts;
  private final OrderSecrets secrets;
  private final URI publicUrl;

  @Inject
  Enclosures(
      Orders orders,
      Catalog catalog,
      Sales sales,
      Tickets tickets,
      Refunds refunds,
      Receipts receipts,
      OrderSecrets secrets,
      @ConfigProperty(name = "onsale.public-url", defaultValue = "http://localhost:8080")
          URI publicUrl) {
    this.orders = orders;
    this.catalog = catalog;
    this.sales = sales;
    this.tickets = tickets;
    this.refunds = refunds;
    this.receipts = receipts;
    this.secrets = secrets;
    this.publicUrl = publicUrl;
  }

  /** The address of the order's page, which opens it for whoever has it. */
  String page(OrderCode code) {
    return publicUrl + "/orders/" + code.value() + "?secret=" + secrets.of(code);
  }

  /** In the language of the buyer, like the message. */
  List<Enclosure> of(Message message) {
    return switch (message.about()) {
      case ORDER_PAID -> ofPaid(message.order());
      case ORDER_REFUNDED ->
          List.of(creditNote(message.order(), Integer.parseInt(message.occasion())));
      case PAYMENT_FAILED,
          ORDER_EXPIRED,
          PLACES_OFFERED,
          PAYMENT_RETURNED,
          ORDER_LINK,
          ORDER_CANCELLED,
          REMINDER_DAY,
          REMINDER_HOURS,
          EVENT_CHANGED,
          EVENT_POSTPONED,
          EVENT_CANCELLED,
          OWN ->
          List.of();
    };
  }

  /** A cancelled order has no tickets any more, and so none to print; nor was it ever paid. */
  private List<Enclosure> ofPaid(OrderCode code) {
    Order order = orders.find(code).orElseThrow();
    Event event = catalog.event(code.event()).orElseThrow();
    Sale sale = sales.of(event);
    List<TicketPdf.Coded> coded =
        tickets.of(order.code()).stream()
            .filter(ticket -> !ticket.revoked())
            .map(ticket -> tickets.coded(ticket, sale))
            .toList();
    var attachments = new ArrayList<Enclosure>();
    if (!coded.isEmpty()) {
      attachments.add(new Enclosure("tickets.pdf", PDF, () -> TicketPdf.draw(event, order, coded)));
    }
    if (order.status().wasPaid()) {
      attachments.add(
          new Enclosure(
              "receipt.pdf",
              PDF,
              () -> ReceiptPdf.receipt(event, order, receipts.of(code).orElseThrow())));
    }
    attachments.add(
        new Enclosure(
            "event.ics",
            "text/calendar; charset=utf-8",
            () -> Calendar.of(event, order, page(order.code())).getBytes(StandardCharsets.UTF_8)));
    return attachments;
  }

  private Enclosure creditNote(OrderCode code, int number) {
    Order order = orders.find(code).orElseThrow();
    Event event = catalog.event(code.event()).orElseThrow();
    Refund refund =
        refunds.of(code).stream()
            .filter(given -> given.number() == number)
            .findFirst()
            .orElseThrow();
    return new Enclosure(
        "credit-note.pdf",
        PDF,
        () ->
            ReceiptPdf.creditNote(
                event, order, receipts.ofRefund(code, number).orElseThrow(), refund));
  }
}
