package org.onsale.orders;

import java.time.Instant;

/**
 * The cargo that a confirmation brings into its batch: the order whose seats become sold, and each
 * of whose lines becomes a ticket.
 */
public final class ConfirmOrder extends OrderChange {
  private final int attempt;

  /**
   * @param attempt the payment that the gateway has authorised
   */
  ConfirmOrder(OrderCode code, int attempt) {
    super(code);
    this.attempt = attempt;
  }

  @Override
  boolean isPossible() {
    return order().canConfirm(attempt);
  }

  @Override
  void apply(Instant now) {
    order().confirm(attempt, now);
  }
}
