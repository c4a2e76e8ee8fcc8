package org.onsale.orders;

import java.time.Instant;
import java.util.List;

/**
 * The cargo that a confirmation brings into its batch: the order whose seats become sold. Its lines
 * are there once the orders' own participant, which runs first, has locked and read the order.
 */
public final class ConfirmOrder extends OrderChange {
  private final int attempt;
  private List<OrderLine> lines = List.of();

  /**
   * @param attempt the payment that the gateway has authorised
   */
  ConfirmOrder(OrderCode code, int attempt) {
    super(code);
    this.attempt = attempt;
  }

  /** The lines, one ticket each; empty before the orders' participant has read them. */
  public List<OrderLine> lines() {
    return lines;
  }

  void lines(List<OrderLine> read) {
    this.lines = List.copyOf(read);
  }

  @Override
  boolean isPossible(OrderRecord read) {
    return read.canConfirm(attempt);
  }

  @Override
  void apply(Instant now) {
    order().confirm(attempt, now);
  }
}
