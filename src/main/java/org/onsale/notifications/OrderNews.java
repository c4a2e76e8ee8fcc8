package org.onsale.notifications;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.orders.Offers;
import org.onsale.orders.Order;
import org.onsale.orders.OrderCode;
import org.onsale.orders.Orders;
import org.onsale.orders.Refunds;
import org.onsale.platform.OutboxHandler;
import org.onsale.platform.OutboxMessage;

/**
 * Writes to the buyer of an order that something has happened to: many letters in one statement.
 * {@link Dispatch} sends them.
 */
final class OrderNews implements OutboxHandler {

  /** What is needed to write, whatever the news. */
  record Desk(
      Orders orders,
      Refunds refunds,
      Offers offers,
      Catalog catalog,
      LetterWriter writer,
      MessageRows rows,
      Providers providers) {}

  /**
   * What is told when.
   *
   * @param stillTrue whether the order is still in the state that the news tells of, and there is
   *     anything to tell
   * @param occasion tells news of this kind to one order apart, from the payload
   */
  record News(
      String topic,
      Kind kind,
      BiPredicate<Order, JsonNode> stillTrue,
      Function<JsonNode, String> occasion,
      More more) {

    /** Told once for each order, from what the order itself says. */
    News(String topic, Kind kind, Predicate<Order> stillTrue) {
      this(
          topic,
          kind,
          (order, payload) -> stillTrue.test(order),
          payload -> "",
          (order, payload, values) -> values);
    }
  }

  /** Adds to the values of an order's letter what the payload says. */
  @FunctionalInterface
  interface More {
    Values to(Order order, JsonNode payload, Values values);
  }

  private final Desk desk;
  private final News news;

  OrderNews(Desk desk, News news) {
    this.desk = desk;
    this.news = news;
  }

  @Override
  public String topic() {
    return news.topic();
  }

  @Override
  public List<Delivery> prepare(List<OutboxMessage> round) throws SQLException {
    Map<OrderCode, Order> found = read(round);
    LetterWriter.Pen pen = desk.writer().take();
    List<Letter> letters = new ArrayList<>();
    List<Delivery> deliveries =
        round.stream().map(message -> prepare(message, found, pen, letters)).toList();
    desk.rows().store(letters, desk.providers().provided());
    return deliveries;
  }

  private Map<OrderCode, Order> read(List<OutboxMessage> round) {
    Map<OrderCode, Order> found = new HashMap<>();
    round.stream()
        .flatMap(message -> code(message).stream())
        .collect(Collectors.groupingBy(OrderCode::event))
        .forEach((event, codes) -> found.putAll(desk.orders().findAll(event, codes)));
    return found;
  }

  private static Optional<OrderCode> code(OutboxMessage message) {
    return OrderCode.parse(message.payload().path("code").asText());
  }

  /** Adds the letters that are to be stored; whoever cannot be written to fails alone. */
  private Delivery prepare(
      OutboxMessage message,
      Map<OrderCode, Order> found,
      LetterWriter.Pen pen,
      List<Letter> letters) {
    try {
      Order order =
          code(message)
              .map(found::get)
              .orElseThrow(() -> new IllegalStateException("no such order: " + message.payload()));
      if (news.stillTrue().test(order, message.payload())) {
        Event event = desk.catalog().event(order.code().event()).orElseThrow();
        String occasion = news.occasion().apply(message.payload());
        letters.addAll(
            pen.write(
                news.kind(),
                occasion,
                order,
                event,
                values -> news.more().to(order, message.payload(), values)));
      }
      return Delivery.done();
    } catch (RuntimeException e) {
      return Delivery.failed(e);
    }
  }
}
