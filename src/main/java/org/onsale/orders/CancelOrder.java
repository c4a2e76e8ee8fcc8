package org.onsale.orders;

import java.time.Instant;

/**
 * The cargo of a cancellation of a confirmed order: its seats become free again and its tickets are
 * revoked, in one transaction.
 */
public final class CancelOrder extends OrderChange {
  private final String reason;

  /**
   * @param reason for the order's history, a sentence
   */
  CancelOrder(OrderCode code, String reason) {
    super(code);
    this.reason = reason;
  }

  @Override
  boolean isPossible() {
    return order().canCancel();
  }

  @Override
  void apply(Instant now) {
    order().cancel(reason, now);
  }
}
