package org.onsale.webhooks;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.onsale.platform.Phrase;

/** What an endpoint can be told of. */
public enum WebhookType {
  ORDER_PAID("order.paid", "order-paid", Phrase.of("An order is paid")),
  PAYMENT_FAILED("payment.failed", "payment-failed", Phrase.of("A payment is declined")),
  ORDER_REFUNDED("order.refunded", "order-refunded", Phrase.of("Money of an order has gone back")),
  ORDER_CANCELLED(
      "order.cancelled",
      "order-cancelled",
      Phrase.of("An order ended, for its payment could not be captured")),
  ORDER_EXPIRED("order.expired", "order-expired", Phrase.of("An order was not paid in time")),
  PLACES_OFFERED(
      "order.offered",
      "places-offered",
      Phrase.of("Other places are offered for a payment that came late")),
  PAYMENT_RETURNED(
      "payment.returned",
      "payment-returned",
      Phrase.of("An order ended, and its late payment goes back")),
  EVENT_CHANGED("event.changed", "event-changed", Phrase.of("An event gets another time or place")),
  EVENT_POSTPONED("event.postponed", "event-postponed", Phrase.of("An event is put off")),
  EVENT_CANCELLED("event.cancelled", "event-cancelled", Phrase.of("An event is cancelled"));

  private static final Set<WebhookType> OF_EVENTS =
      EnumSet.of(EVENT_CHANGED, EVENT_POSTPONED, EVENT_CANCELLED);

  private final String id;
  private final String topic;
  private final Phrase title;

  WebhookType(String id, String topic, Phrase title) {
    this.id = id;
    this.topic = topic;
    this.title = title;
  }

  /** As in bodies and settings, such as {@code order.paid}. */
  public String id() {
    return id;
  }

  /** The topic of the outbox that tells of it. */
  String topic() {
    return topic;
  }

  /** A few words for people. */
  public Phrase title() {
    return title;
  }

  boolean isOfOrders() {
    return !OF_EVENTS.contains(this);
  }

  public static Optional<WebhookType> of(String id) {
    return Arrays.stream(values()).filter(type -> type.id.equals(id)).findFirst();
  }

  static WebhookType ofTopic(String topic) {
    return Arrays.stream(values())
        .filter(type -> type.topic.equals(topic))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no webhook tells of " + topic));
  }

  /** The topics that tell of one order, whose messages have an order among themselves. */
  static List<String> topicsOfOrders() {
    return Arrays.stream(values()).filter(WebhookType::isOfOrders).map(WebhookType::topic).toList();
  }

  /** The same of those that tell of an event itself. */
  static List<String> topicsOfEvents() {
    return Arrays.stream(values())
        .filter(type -> !type.isOfOrders())
        .map(WebhookType::topic)
        .toList();
  }
}
