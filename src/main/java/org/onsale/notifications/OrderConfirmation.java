package org.onsale.notifications;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.orders.Order;
import org.onsale.orders.OrderCode;
import org.onsale.orders.OrderSecrets;
import org.onsale.orders.Orders;
import org.onsale.platform.OutboxHandler;
import org.onsale.platform.OutboxMessage;
import org.onsale.tickets.Calendar;
import org.onsale.tickets.Ticket;
import org.onsale.tickets.TicketPdf;
import org.onsale.tickets.Tickets;

/** Sends the tickets when an order is paid. */
@Singleton
public final class OrderConfirmation implements OutboxHandler {
  private static final Logger LOG = Logger.getLogger(OrderConfirmation.class);

  /** A mail server that says nothing for so long is asked again later. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy, HH:mm", Locale.ENGLISH);

  private final Orders orders;
  private final Catalog catalog;
  private final Tickets tickets;
  private final OrderSecrets secrets;
  private final Messages messages;
  private final ReactiveMailer mailer;
  private final URI publicUrl;
  private final boolean hasMailServer;

  @CheckedTemplate(
      basePath = "notifications",
      defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static final class Templates {
    private Templates() {}

    static native TemplateInstance orderPaid(
        String event, String when, String where, Order order, String page);

    static native TemplateInstance orderPaidText(
        String event, String when, String where, Order order, String page);
  }

  @Inject
  OrderConfirmation(
      Orders orders,
      Catalog catalog,
      Tickets tickets,
      OrderSecrets secrets,
      Messages messages,
      ReactiveMailer mailer,
      @ConfigProperty(name = "onsale.public-url", defaultValue = "http://localhost:8080")
          URI publicUrl,
      @ConfigProperty(name = "quarkus.mailer.host") ConfigValue mailServer) {
    this.orders = orders;
    this.catalog = catalog;
    this.tickets = tickets;
    this.secrets = secrets;
    this.messages = messages;
    this.mailer = mailer;
    this.publicUrl = publicUrl;
    this.hasMailServer = isConfigured(mailServer);
  }

  /** The mailer's own default, localhost, is nobody's choice: its ordinal is the lowest. */
  private static boolean isConfigured(ConfigValue host) {
    return host.getValue() != null && host.getSourceOrdinal() > Integer.MIN_VALUE;
  }

  @Override
  public String topic() {
    return "order-paid";
  }

  @Override
  public void handle(OutboxMessage outbox) {
    OrderCode code = OrderCode.parse(outbox.payload().get("code").asText()).orElseThrow();
    Order order = orders.find(code).orElseThrow();
    Event event = catalog.event(code.event()).orElseThrow();
    Message message = store(order, event);
    if (!hasMailServer || message.status().equals("sent")) {
      return;
    }
    mailer.send(mail(message, order, event)).await().atMost(PATIENCE);
    messages.sent(message);
    LOG.debugf("Confirmation of order %s sent", code);
  }

  private Message store(Order order, Event event) {
    String when = DATE.format(event.startsAtVenue());
    String where = event.venue().name() + ", " + event.venue().city();
    String page = page(order.code());
    return messages.store(
        order.code().event(),
        topic(),
        order.code().value(),
        order.buyer().email(),
        "Your tickets for " + event.name(),
        Templates.orderPaidText(event.name(), when, where, order, page).render(),
        Templates.orderPaid(event.name(), when, where, order, page).render());
  }

  private String page(OrderCode code) {
    return publicUrl + "/orders/" + code.value() + "?secret=" + secrets.of(code);
  }

  private Mail mail(Message message, Order order, Event event) {
    List<TicketPdf.Coded> coded =
        tickets.of(order.code()).stream()
            .filter(ticket -> !ticket.revoked())
            .map(this::coded)
            .toList();
    String calendar = Calendar.of(event, order, page(order.code()));
    return Mail.withHtml(message.recipient(), message.subject(), message.bodyHtml())
        .setText(message.bodyText())
        .addHeader("Message-ID", message.messageId())
        .addAttachment("tickets.pdf", TicketPdf.draw(event, order, coded), "application/pdf")
        .addAttachment(
            "event.ics", calendar.getBytes(StandardCharsets.UTF_8), "text/calendar; charset=utf-8");
  }

  private TicketPdf.Coded coded(Ticket ticket) {
    return new TicketPdf.Coded(ticket, tickets.code(ticket));
  }
}
