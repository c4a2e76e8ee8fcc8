package org.onsale.notifications;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.orders.Order;
import org.onsale.orders.OrderCode;
import org.onsale.orders.Orders;
import org.onsale.platform.OutboxHandler;
import org.onsale.platform.OutboxMessage;
import org.onsale.platform.SentMail;

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
  private final Enclosures enclosures;
  private final Messages messages;
  private final ReactiveMailer mailer;
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
      Enclosures enclosures,
      Messages messages,
      ReactiveMailer mailer,
      @ConfigProperty(name = "quarkus.mailer.host") ConfigValue mailServer) {
    this.orders = orders;
    this.catalog = catalog;
    this.enclosures = enclosures;
    this.messages = messages;
    this.mailer = mailer;
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
    String page = enclosures.page(order.code());
    return messages.store(
        order.code().event(),
        topic(),
        order.code().value(),
        order.buyer().email(),
        "Your tickets for " + event.name(),
        Templates.orderPaidText(event.name(), when, where, order, page).render(),
        Templates.orderPaid(event.name(), when, where, order, page).render());
  }

  private Mail mail(Message message, Order order, Event event) {
    Mail mail =
        Mail.withHtml(message.recipient(), message.subject(), message.bodyHtml())
            .setText(message.bodyText())
            .addHeader("Message-ID", message.messageId());
    for (SentMail.Attachment each : enclosures.of(order, event)) {
      mail.addAttachment(each.name(), each.content().get(), each.mediaType());
    }
    return mail;
  }
}
