package org.onsale.notifications;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
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

  /** Tickets are drawn one at a time: the other processors are the sale's. */
  private final Lock drawing = new ReentrantLock();

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
  public List<Delivery> prepare(List<OutboxMessage> round) throws SQLException {
    Map<OrderCode, Order> found = read(round);
    Map<OrderCode, Messages.Letter> letters = new LinkedHashMap<>();
    List<Delivery> deliveries =
        round.stream().map(message -> prepare(message, found, letters)).toList();
    messages.storeAll(List.copyOf(letters.values()));
    return deliveries;
  }

  private Map<OrderCode, Order> read(List<OutboxMessage> round) {
    Map<OrderCode, Order> found = new HashMap<>();
    round.stream()
        .flatMap(message -> code(message).stream())
        .collect(Collectors.groupingBy(OrderCode::event))
        .forEach((event, codes) -> found.putAll(orders.findAll(event, codes)));
    return found;
  }

  private static Optional<OrderCode> code(OutboxMessage message) {
    return OrderCode.parse(message.payload().path("code").asText());
  }

  /** Adds the letter that is to be stored; whoever cannot be written to fails alone. */
  private Delivery prepare(
      OutboxMessage message, Map<OrderCode, Order> found, Map<OrderCode, Messages.Letter> letters) {
    try {
      Order order =
          code(message)
              .map(found::get)
              .orElseThrow(() -> new IllegalStateException("no such order: " + message.payload()));
      Event event = catalog.event(order.code().event()).orElseThrow();
      if (letters.putIfAbsent(order.code(), letter(order, event)) != null) {
        // Another message of this round brings the same letter, which must not be sent twice.
        return Delivery.done();
      }
      return hasMailServer ? () -> send(order, event) : Delivery.done();
    } catch (RuntimeException e) {
      return Delivery.failed(e);
    }
  }

  private Messages.Letter letter(Order order, Event event) {
    String when = DATE.format(event.startsAtVenue());
    String where = event.venue().name() + ", " + event.venue().city();
    String page = enclosures.page(order.code());
    return new Messages.Letter(
        order.code(),
        topic(),
        order.buyer().email(),
        "Your tickets for " + event.name(),
        Templates.orderPaidText(event.name(), when, where, order, page).render(),
        Templates.orderPaid(event.name(), when, where, order, page).render());
  }

  private void send(Order order, Event event) {
    Message message = messages.find(order.code(), topic()).orElseThrow();
    if (message.status().equals("sent")) {
      return;
    }
    mailer.send(mail(message, order, event)).await().atMost(PATIENCE);
    messages.sent(message);
    LOG.debugf("Confirmation of order %s sent", order.code());
  }

  private Mail mail(Message message, Order order, Event event) {
    Mail mail =
        Mail.withHtml(message.recipient(), message.subject(), message.bodyHtml())
            .setText(message.bodyText())
            .addHeader("Message-ID", message.messageId());
    drawing.lock();
    try {
      for (SentMail.Attachment each : enclosures.of(order, event)) {
        mail.addAttachment(each.name(), each.content().get(), each.mediaType());
      }
    } finally {
      drawing.unlock();
    }
    return mail;
  }
}
