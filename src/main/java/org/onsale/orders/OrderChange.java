package org.onsale.orders;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The cargo of a request that changes an order which is there already. The orders' participant,
 * which runs first, locks and reads the order before the decision, and changes that same record
 * after it.
 */
abstract sealed class OrderChange permits ConfirmOrder, CancelOrder {
  private final OrderCode code;
  private @Nullable OrderRecord order;

  OrderChange(OrderCode code) {
    this.code = code;
  }

  public final OrderCode code() {
    return code;
  }

  void locked(OrderRecord read) {
    order = read;
  }

  OrderRecord order() {
    if (order == null) {
      throw new IllegalStateException("order " + code + " was not locked");
    }
    return order;
  }

  abstract boolean isPossible(OrderRecord read);

  abstract void apply(Instant now);
}
