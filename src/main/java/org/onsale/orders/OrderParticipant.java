package org.onsale.orders;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.onsale.inventory.ClaimOutcome;
import org.onsale.inventory.Hold;
import org.onsale.inventory.OrderHoldOutcome;
import org.onsale.platform.EventId;
import org.onsale.platform.Outbox;
import org.onsale.platform.Participant;
import org.onsale.platform.Ride;

/**
 * Writes orders in the transaction that changes their seats: an order is placed as its hold is
 * claimed, confirmed as its seats become sold, cancelled as they become free.
 */
@Singleton
final class OrderParticipant implements Participant {

  /** The outbox topic that tells of a cancelled order; its payload is {@link OrderCancelled}. */
  static final String ORDER_CANCELLED = "order-cancelled";

  /** The topic that tells of places offered; its payload is {@link PlacesOffered}. */
  static final String PLACES_OFFERED = "places-offered";

  private final Outbox outbox;

  @Inject
  OrderParticipant(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public int order() {
    return 10;
  }

  @Override
  public void prepare(Connection transaction, EventId event, List<Ride> rides, Instant now)
      throws SQLException {
    List<Ride> placing = vetoRepeatedOrders(transaction, event, rides);
    lockChangedOrders(transaction, event, rides);
    PromoUses.prepare(transaction, event, placing);
  }

  private static void lockChangedOrders(Connection transaction, EventId event, List<Ride> rides)
      throws SQLException {
    List<OrderCode> codes = changes(rides).stream().map(OrderChange::code).toList();
    if (codes.isEmpty()) {
      return;
    }
    Map<String, OrderRecord> orders = OrderRows.lock(transaction, event, codes);
    Map<String, List<OrderLine>> lines = OrderRows.lines(transaction, event, codes);
    List<RefundOrder> refunds = new ArrayList<>();
    for (Ride ride : rides) {
      if (!(ride.cargo() instanceof OrderChange change)) {
        continue;
      }
      OrderRecord order = orders.get(change.code().value());
      if (order == null) {
        ride.veto(new NotInThatState());
        continue;
      }
      change.locked(order, lines.getOrDefault(change.code().value(), List.of()));
      if (!change.isPossible() || isOvertaken(change, refunds)) {
        ride.veto(new NotInThatState());
      } else if (change instanceof RefundOrder refund) {
        refunds.add(refund);
      }
    }
  }

  /** In this very batch: the order does not show it yet. */
  private static boolean isOvertaken(OrderChange change, List<RefundOrder> earlier) {
    return change instanceof RefundOrder refund && earlier.stream().anyMatch(refund::isAtOddsWith);
  }

  /** The order has moved on since the step was thought of. */
  record NotInThatState() {}

  private static List<OrderChange> changes(List<Ride> rides) {
    return rides.stream()
        .map(Ride::cargo)
        .filter(OrderChange.class::isInstance)
        .map(OrderChange.class::cast)
        .toList();
  }

  /** The rides of orders that are placed for the first time. */
  private static List<Ride> vetoRepeatedOrders(
      Connection transaction, EventId event, List<Ride> rides) throws SQLException {
    List<String> keys =
        rides.stream()
            .filter(ride -> ride.cargo() instanceof NewOrder)
            .map(ride -> ((NewOrder) ride.cargo()).key().value())
            .toList();
    if (keys.isEmpty()) {
      return List.of();
    }
    Map<String, OrderRecord> before = OrderRows.placedWith(transaction, event, keys);
    Map<String, NewOrder> inThisBatch = new HashMap<>();
    List<Ride> first = new ArrayList<>();
    for (Ride ride : rides) {
      if (!(ride.cargo() instanceof NewOrder order)) {
        continue;
      }
      OrderRecord placed = before.get(order.key().value());
      NewOrder twin = inThisBatch.putIfAbsent(order.key().value(), order);
      if (placed != null) {
        ride.veto(order.repeats(placed.code(), placed.hold(), placed.key()));
      } else if (twin != null) {
        ride.veto(order.repeats(twin.code(), twin.hold(), twin.key()));
      } else {
        first.add(ride);
      }
    }
    return first;
  }

  @Override
  public void write(Connection transaction, EventId event, List<Ride> accepted, Instant now)
      throws SQLException {
    Map<OrderRecord, List<OrderLine>> placed = new LinkedHashMap<>();
    Map<OrderCode, List<Answer>> answers = new LinkedHashMap<>();
    for (Ride ride : accepted) {
      if (ride.cargo() instanceof NewOrder order
          && ride.outcome() instanceof ClaimOutcome.Claimed claimed) {
        Quote quote = order.quote(claimed.hold());
        List<OrderLine> lines = order.lines(quote);
        OrderRecord record = record(order, claimed, quote, now);
        placed.put(record, lines);
        answers.put(order.code(), order.answers(claimed.hold()));
        order.placed(record.view(lines));
      } else if (ride.cargo() instanceof HoldAgain again
          && ride.outcome() instanceof OrderHoldOutcome.Held held) {
        again.held(held.hold());
      }
    }
    if (!placed.isEmpty()) {
      OrderRows.insert(transaction, event, placed, now);
      AnswerRows.insert(transaction, event, answers);
    }
    List<OrderChange> changes = changes(accepted);
    changes.forEach(change -> change.apply(now));
    List<OrderRecord> changed = changes.stream().map(OrderChange::order).distinct().toList();
    OrderRows.save(transaction, event, changed, now);
    outbox.writeAll(
        transaction,
        event,
        ORDER_CANCELLED,
        changed.stream()
            .filter(order -> order.status() == Order.Status.CANCELLED)
            .map(order -> new OrderCancelled(event.toString(), order.code().value()))
            .toList());
    outbox.writeAll(
        transaction,
        event,
        PLACES_OFFERED,
        changed.stream()
            .filter(order -> order.status() == Order.Status.OFFERED)
            .map(
                order ->
                    new PlacesOffered(
                        event.toString(),
                        order.code().value(),
                        order.offers().getLast().hold().toString()))
            .toList());
  }

  private static OrderRecord record(
      NewOrder order, ClaimOutcome.Claimed claimed, Quote quote, Instant now) {
    Hold hold = claimed.hold();
    OrderRecord record =
        new OrderRecord(
            order.code(),
            order.hold(),
            claimed.allocation(),
            Order.Status.PENDING,
            order.buyer(),
            quote.charges(),
            quote.total(),
            now,
            hold.expiresAt(),
            order.key(),
            hold.expiresAt());
    record.placed(order.customer());
    return record;
  }
}
