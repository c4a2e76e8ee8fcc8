package org.onsale.orders;

import java.time.Instant;

/**
 * The cargo that a confirmation brings into its batch: the order whose seats become sold, and each
 * of whose lines becomes a ticket.
 */
public final class ConfirmOrder extends OrderChange {
  private final int attempt;
  private final String words;

  /**
   * @param attempt the payment that the gateway has authorised
   * @param words how the history puts that
   */
  ConfirmOrder(OrderCode code, int attempt, String words) {
    super(code);
    this.attempt = attempt;
    this.words = words;
  }

  @Override
  boolean isPossible() {
    return order().canConfirm(attempt);
  }

  @Override
  void apply(Instant now) {
    order().confirm(attempt, words, now);
  }
}
