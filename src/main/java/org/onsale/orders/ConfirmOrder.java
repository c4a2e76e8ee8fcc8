package org.onsale.orders;

import java.util.List;

/**
 * The cargo that a confirmation brings into its batch: the order whose seats become sold. Its lines
 * are there once the orders' own participant, which runs first, has locked and read the order.
 */
public final class ConfirmOrder {
  private final OrderCode code;
  private final int attempt;
  private List<OrderLine> lines = List.of();

  /**
   * @param attempt the payment that the gateway has authorised
   */
  ConfirmOrder(OrderCode code, int attempt) {
    this.code = code;
    this.attempt = attempt;
  }

  public OrderCode code() {
    return code;
  }

  int attempt() {
    return attempt;
  }

  /** The lines, one ticket each; empty before the orders' participant has read them. */
  public List<OrderLine> lines() {
    return lines;
  }

  void lines(List<OrderLine> read) {
    this.lines = List.copyOf(read);
  }
}
