package org.onsale.orders;

import java.time.Instant;

/** The cargo of an order that keeps its places for longer, for it is paid at the box office. */
final class ReserveOrder extends OrderChange {
  private final int attempt;

  /**
   * @param attempt the payment that the box office waits for
   */
  ReserveOrder(OrderCode code, int attempt) {
    super(code);
    this.attempt = attempt;
  }

  @Override
  boolean isPossible() {
    return order().canReserve(attempt);
  }

  @Override
  void apply(Instant now) {
    order().reserve(attempt);
  }
}
