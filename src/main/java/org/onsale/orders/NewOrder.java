package org.onsale.orders;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.onsale.inventory.Hold;

/**
 * The cargo of a claim: the order that is placed with it.
 *
 * @param pricing the lines of the order for what the hold turns out to have
 */
record NewOrder(
    OrderCode code,
    UUID hold,
    Order.Buyer buyer,
    IdempotencyKey key,
    Function<Hold, List<OrderLine>> pricing) {

  /** Why an order is not placed anew. */
  sealed interface Refusal {
    /** The same request placed this order before. */
    record PlacedBefore(OrderCode code) implements Refusal {}

    /** Another request used the key. */
    record KeyReused() implements Refusal {}
  }
}
