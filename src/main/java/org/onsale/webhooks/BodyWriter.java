package org.onsale.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.orders.Order;
import org.onsale.orders.OrderCode;
import org.onsale.orders.Orders;
import org.onsale.orders.Refund;
import org.onsale.orders.Refunds;
import org.onsale.platform.EventId;
import org.onsale.platform.Money;
import org.onsale.platform.OutboxMessage;
import org.onsale.platform.StoredJson;

/**
 * Writes what endpoints are told, in the words of the HTTP contract. Of an order that is what
 * happened to it and how much it is of: neither a ticket's code nor the order's secret, nor who
 * bought; who needs to know asks the API, with a token.
 */
final class BodyWriter {

  /** The whole of a body. */
  record Body(String id, String type, Instant created, Record data) {}

  /** What a message of an order tells. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OrderData(EventPart event, OrderPart order, @Nullable RefundPart refund) {}

  /** What a message of an event tells. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record EventData(EventPart event, @Nullable Before before) {}

  record EventPart(
      String id, String slug, String name, String status, Instant startsAt, VenuePart venue) {
    static EventPart of(Event event) {
      return new EventPart(
          event.id().toString(),
          event.slug(),
          event.name(),
          lower(event.status()),
          event.startsAt(),
          new VenuePart(
              event.venue().name(), event.venue().city(), event.venue().timeZone().getId()));
    }
  }

  record VenuePart(String name, String city, String timeZone) {}

  /**
   * @param tickets how many the order is of, refunded ones among them
   */
  record OrderPart(String code, String status, Money total, int tickets, Instant createdAt) {
    static OrderPart of(Order order) {
      return new OrderPart(
          order.code().value(),
          lower(order.status()),
          order.total(),
          order.lines().size(),
          order.createdAt());
    }
  }

  /**
   * @param lines numbers of the order's lines
   */
  record RefundPart(int number, Money amount, List<Integer> lines) {
    static RefundPart of(Refund refund) {
      return new RefundPart(refund.number(), refund.amount(), refund.lines());
    }
  }

  /** When and where an event was to be. */
  record Before(Instant startsAt, String where, String timeZone) {}

  /** A body, and what it is about. */
  record Written(OutboxMessage message, WebhookType type, String id, String order, String body) {
    NewDelivery to(Endpoint endpoint) {
      return new NewDelivery(
          endpoint.id(), message.event().value(), order, message.id(), id, type.id(), body);
    }
  }

  private final Catalog catalog;
  private final Orders orders;
  private final Refunds refunds;

  BodyWriter(Catalog catalog, Orders orders, Refunds refunds) {
    this.catalog = catalog;
    this.orders = orders;
    this.refunds = refunds;
  }

  /**
   * In the order given.
   *
   * @throws IllegalStateException when what one of them is about is not there
   */
  List<Written> write(List<OutboxMessage> messages) {
    Map<EventId, Function<OutboxMessage, Written>> writers = new HashMap<>();
    messages.stream()
        .collect(Collectors.groupingBy(OutboxMessage::event))
        .forEach((event, its) -> writers.put(event, writer(event, its)));
    return messages.stream()
        .map(message -> writers.getOrDefault(message.event(), this::unknown).apply(message))
        .toList();
  }

  private Written unknown(OutboxMessage message) {
    throw new IllegalStateException("nobody writes of event " + message.event());
  }

  /** Reads once what all messages of an event need. */
  private Function<OutboxMessage, Written> writer(EventId id, List<OutboxMessage> messages) {
    Event event = catalog.eventNow(id).orElseThrow();
    List<OrderCode> codes =
        messages.stream().flatMap(message -> code(message).stream()).distinct().toList();
    Map<OrderCode, Order> found = orders.findAll(id, codes);
    Map<String, List<Refund>> given = refunds.of(id, codes);
    return message -> {
      WebhookType type = WebhookType.ofTopic(message.topic());
      String order = type.isOfOrders() ? code(message).orElseThrow().value() : "";
      Record data =
          type.isOfOrders()
              ? data(event, message, found, given)
              : new EventData(EventPart.of(event), before(type, message));
      String name = "msg_" + id + "_" + message.id();
      String body = StoredJson.write(new Body(name, type.id(), message.writtenAt(), data));
      return new Written(message, type, name, order, body);
    };
  }

  private static Optional<OrderCode> code(OutboxMessage message) {
    return OrderCode.parse(message.payload().path("code").asText());
  }

  private static OrderData data(
      Event event,
      OutboxMessage message,
      Map<OrderCode, Order> found,
      Map<String, List<Refund>> given) {
    Order order = found.get(code(message).orElseThrow());
    if (order == null) {
      throw new IllegalStateException("no such order: " + message.payload());
    }
    int number = message.payload().path("refund").asInt();
    RefundPart refund =
        given.getOrDefault(order.code().value(), List.of()).stream()
            .filter(each -> each.number() == number)
            .findFirst()
            .map(RefundPart::of)
            .orElse(null);
    return new OrderData(EventPart.of(event), OrderPart.of(order), refund);
  }

  private static @Nullable Before before(WebhookType type, OutboxMessage message) {
    return type == WebhookType.EVENT_CHANGED || type == WebhookType.EVENT_POSTPONED
        ? new Before(
            Instant.parse(message.payload().path("startsAt").asText()),
            message.payload().path("where").asText(),
            message.payload().path("timeZone").asText())
        : null;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
