package org.onsale.orders;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.onsale.inventory.ClaimOutcome;
import org.onsale.inventory.Hold;
import org.onsale.platform.EventId;
import org.onsale.platform.Money;
import org.onsale.platform.Participant;
import org.onsale.platform.Ride;

/**
 * Writes orders in the transaction that changes their seats: an order is placed as its hold is
 * claimed, confirmed as its seats become sold, cancelled as they become free.
 */
@Singleton
final class OrderParticipant implements Participant {

  @Override
  public int order() {
    return 10;
  }

  @Override
  public void prepare(Connection transaction, EventId event, List<Ride> rides, Instant now)
      throws SQLException {
    vetoRepeatedOrders(transaction, event, rides);
    List<OrderCode> codes =
        rides.stream().flatMap(ride -> existing(ride.cargo()).stream()).toList();
    if (codes.isEmpty()) {
      return;
    }
    Map<String, OrderRecord> orders = OrderRows.lock(transaction, event, codes);
    Map<String, List<OrderLine>> lines = OrderRows.lines(transaction, event, codes);
    for (Ride ride : rides) {
      switch (ride.cargo()) {
        case ConfirmOrder confirm -> {
          OrderRecord order = orders.get(confirm.code().value());
          if (order == null || !order.canConfirm(confirm.attempt())) {
            ride.veto(new NotInThatState());
          }
          confirm.lines(lines.getOrDefault(confirm.code().value(), List.of()));
        }
        case CancelOrder cancel -> {
          OrderRecord order = orders.get(cancel.code().value());
          if (order == null || !order.canCancel()) {
            ride.veto(new NotInThatState());
          }
        }
        default -> {}
      }
    }
  }

  /** The order has moved on since the step was thought of. */
  record NotInThatState() {}

  private static List<OrderCode> existing(Object cargo) {
    return switch (cargo) {
      case ConfirmOrder confirm -> List.of(confirm.code());
      case CancelOrder cancel -> List.of(cancel.code());
      default -> List.of();
    };
  }

  private static void vetoRepeatedOrders(Connection transaction, EventId event, List<Ride> rides)
      throws SQLException {
    List<String> keys =
        rides.stream()
            .filter(ride -> ride.cargo() instanceof NewOrder)
            .map(ride -> ((NewOrder) ride.cargo()).key().value())
            .toList();
    if (keys.isEmpty()) {
      return;
    }
    Map<String, OrderRecord> before = OrderRows.placedWith(transaction, event, keys);
    Map<String, NewOrder> inThisBatch = new HashMap<>();
    for (Ride ride : rides) {
      if (!(ride.cargo() instanceof NewOrder order)) {
        continue;
      }
      OrderRecord placed = before.get(order.key().value());
      NewOrder twin = inThisBatch.putIfAbsent(order.key().value(), order);
      if (placed != null) {
        ride.veto(
            placed.key().isSameRequest(order.key())
                ? new NewOrder.Refusal.PlacedBefore(placed.code())
                : new NewOrder.Refusal.KeyReused());
      } else if (twin != null) {
        ride.veto(
            twin.key().isSameRequest(order.key())
                ? new NewOrder.Refusal.PlacedBefore(twin.code())
                : new NewOrder.Refusal.KeyReused());
      }
    }
  }

  @Override
  public void write(Connection transaction, EventId event, List<Ride> accepted, Instant now)
      throws SQLException {
    Map<OrderRecord, List<OrderLine>> placed = new LinkedHashMap<>();
    for (Ride ride : accepted) {
      if (ride.cargo() instanceof NewOrder order
          && ride.outcome() instanceof ClaimOutcome.Claimed claimed) {
        List<OrderLine> lines = order.pricing().apply(claimed.hold());
        placed.put(record(order, claimed.hold(), lines, now), lines);
      }
    }
    if (!placed.isEmpty()) {
      OrderRows.insert(transaction, event, placed, now);
    }
    List<OrderCode> codes =
        accepted.stream().flatMap(ride -> existing(ride.cargo()).stream()).toList();
    if (codes.isEmpty()) {
      return;
    }
    Map<String, OrderRecord> orders = OrderRows.lock(transaction, event, codes);
    for (Ride ride : accepted) {
      switch (ride.cargo()) {
        case ConfirmOrder confirm ->
            orderOf(orders, confirm.code()).confirm(confirm.attempt(), now);
        case CancelOrder cancel -> orderOf(orders, cancel.code()).cancel(cancel.reason(), now);
        default -> {}
      }
    }
    OrderRows.save(transaction, event, orders.values(), now);
  }

  private static OrderRecord orderOf(Map<String, OrderRecord> orders, OrderCode code) {
    OrderRecord order = orders.get(code.value());
    if (order == null) {
      throw new IllegalStateException("order " + code + " was locked and is gone");
    }
    return order;
  }

  private static OrderRecord record(NewOrder order, Hold hold, List<OrderLine> lines, Instant now) {
    OrderRecord record =
        new OrderRecord(
            order.code(),
            order.hold(),
            Order.Status.PENDING,
            order.buyer(),
            total(lines),
            now,
            hold.expiresAt(),
            order.key(),
            hold.expiresAt());
    record.placed();
    return record;
  }

  static Money total(List<OrderLine> lines) {
    return lines.stream().map(OrderLine::price).reduce(Money::plus).orElseThrow();
  }
}
