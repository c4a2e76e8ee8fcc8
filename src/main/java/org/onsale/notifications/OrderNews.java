package org.onsale.notifications;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.orders.Cancellations;
import org.onsale.orders.Offers;
import org.onsale.orders.Order;
import org.onsale.orders.OrderCode;
import org.onsale.orders.OrderLine;
import org.onsale.orders.Orders;
import org.onsale.orders.Refund;
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
   * What is known of one message of the outbox.
   *
   * @param refunds those that the order has had by now
   */
  record Case(Order order, List<Refund> refunds, JsonNode payload) {

    /** The one that the message tells of. */
    Refund refund() {
      int number = payload.path("refund").asInt();
      return refunds.stream()
          .filter(each -> each.number() == number)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no such refund: " + payload));
    }

    /** Whether it is one of the thousands of refunds that the cancellation of an event gives. */
    boolean isOfCancelledEvent() {
      return payload.has("refund") && Cancellations.gave(refund());
    }

    /** What a letter about the order lists: what is left of it, or all that was bought. */
    List<OrderLine> places() {
      List<OrderLine> left = LetterWriter.left(order, refunds);
      return left.isEmpty() ? order.lines() : left;
    }

    /** What a letter about the refund lists. */
    List<OrderLine> givenBack() {
      List<Integer> numbers = refund().lines();
      return order.lines().stream().filter(line -> numbers.contains(line.number())).toList();
    }
  }

  /**
   * What is told when.
   *
   * @param stillTrue whether the order is still in the state that the news tells of, and there is
   *     anything to tell
   * @param occasion tells news of this kind to one order apart, from the payload
   * @param places those of the order's lines that the letter is about
   */
  record News(
      String topic,
      Kind kind,
      Predicate<Case> stillTrue,
      Function<JsonNode, String> occasion,
      Function<Case, List<OrderLine>> places,
      More more) {

    /** Told once for each order, from what the order itself says. */
    News(String topic, Kind kind, Predicate<Order> stillTrue) {
      this(
          topic,
          kind,
          each -> stillTrue.test(each.order()),
          payload -> "",
          Case::places,
          (each, values) -> values);
    }
  }

  /** Adds to the values of an order's letter what else there is to say. */
  @FunctionalInterface
  interface More {
    Values to(Case told, Values values);
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
    Map<Long, Case> cases = read(round);
    LetterWriter.Pen pen = desk.writer().take();
    List<Letter> letters = new ArrayList<>();
    List<Delivery> deliveries =
        round.stream().map(message -> prepare(message, cases, pen, letters)).toList();
    desk.rows().store(letters, desk.providers().provided());
    return deliveries;
  }

  /** By the messages' ids; those of orders that are not there are missing. */
  private Map<Long, Case> read(List<OutboxMessage> round) {
    Map<OrderCode, Order> found = new HashMap<>();
    Map<String, List<Refund>> given = new HashMap<>();
    round.stream()
        .flatMap(message -> code(message).stream())
        .collect(Collectors.groupingBy(OrderCode::event))
        .forEach(
            (event, codes) -> {
              found.putAll(desk.orders().findAll(event, codes));
              given.putAll(desk.refunds().of(event, codes));
            });
    Map<Long, Case> cases = new HashMap<>();
    for (OutboxMessage message : round) {
      code(message)
          .map(found::get)
          .ifPresent(
              order ->
                  cases.put(
                      message.id(),
                      new Case(
                          order,
                          given.getOrDefault(order.code().value(), List.of()),
                          message.payload())));
    }
    return cases;
  }

  private static Optional<OrderCode> code(OutboxMessage message) {
    return OrderCode.parse(message.payload().path("code").asText());
  }

  /** Adds the letters that are to be stored; whoever cannot be written to fails alone. */
  private Delivery prepare(
      OutboxMessage message, Map<Long, Case> cases, LetterWriter.Pen pen, List<Letter> letters) {
    try {
      Case told = cases.get(message.id());
      if (told == null) {
        throw new IllegalStateException("no such order: " + message.payload());
      }
      if (news.stillTrue().test(told)) {
        letters.addAll(write(told, pen));
      }
      return Delivery.done();
    } catch (RuntimeException e) {
      return Delivery.failed(e);
    }
  }

  private List<Letter> write(Case told, LetterWriter.Pen pen) {
    Event event = desk.catalog().event(told.order().code().event()).orElseThrow();
    List<Letter> letters =
        pen.write(
            news.kind(),
            news.occasion().apply(told.payload()),
            told.order(),
            news.places().apply(told),
            event,
            values -> news.more().to(told, values));
    return told.isOfCancelledEvent() ? letters.stream().map(Letter::inTurn).toList() : letters;
  }
}
