package org.onsale.orders;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cargo of a request that changes an order which is there already. The orders' participant,
 * which runs first, locks and reads the order before the decision, and changes that same record
 * after it.
 */
abstract sealed class OrderChange
    permits ConfirmOrder, CancelOrder, RefundOrder, HoldAgain, ReserveOrder {
  private final OrderCode code;
  private @Nullable OrderRecord order;
  private List<OrderLine> lines = List.of();

  OrderChange(OrderCode code) {
    this.code = code;
  }

  public final OrderCode code() {
    return code;
  }

  /** The order's lines; empty before the orders' participant has read them. */
  public final List<OrderLine> lines() {
    return lines;
  }

  void locked(OrderRecord read, List<OrderLine> its) {
    order = read;
    lines = List.copyOf(its);
  }

  OrderRecord order() {
    if (order == null) {
      throw new IllegalStateException("order " + code + " was not locked");
    }
    return order;
  }

  /** Whether the order, as it is locked now, may be changed so. */
  abstract boolean isPossible();

  abstract void apply(Instant now);
}
