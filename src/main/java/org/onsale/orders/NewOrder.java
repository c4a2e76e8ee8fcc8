package org.onsale.orders;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.onsale.inventory.Hold;

/** The cargo of a claim: the order that is placed with it. */
final class NewOrder {
  private final OrderCode code;
  private final UUID hold;
  private final Order.Buyer buyer;
  private final IdempotencyKey key;
  private final Function<Hold, List<OrderLine>> pricing;
  private @Nullable Order placed;

  /**
   * @param pricing the lines of the order for what the hold turns out to have
   */
  NewOrder(
      OrderCode code,
      UUID hold,
      Order.Buyer buyer,
      IdempotencyKey key,
      Function<Hold, List<OrderLine>> pricing) {
    this.code = code;
    this.hold = hold;
    this.buyer = buyer;
    this.key = key;
    this.pricing = pricing;
  }

  OrderCode code() {
    return code;
  }

  UUID hold() {
    return hold;
  }

  Order.Buyer buyer() {
    return buyer;
  }

  IdempotencyKey key() {
    return key;
  }

  Function<Hold, List<OrderLine>> pricing() {
    return pricing;
  }

  void placed(Order order) {
    placed = order;
  }

  /** The order as it was written; it is there once the claim is granted. */
  Order placed() {
    if (placed == null) {
      throw new IllegalStateException("order " + code + " was not placed");
    }
    return placed;
  }

  /** Why an order is not placed anew. */
  sealed interface Refusal {
    /** The same request placed this order before. */
    record PlacedBefore(OrderCode code) implements Refusal {}

    /** Another request used the key. */
    record KeyReused() implements Refusal {}
  }
}
