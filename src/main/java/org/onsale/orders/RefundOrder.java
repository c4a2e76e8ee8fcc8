package org.onsale.orders;

import java.time.Instant;
import java.util.List;

/**
 * The cargo of a refund: the tickets of some lines are revoked, and their seats become free, in the
 * transaction that writes the refund down.
 */
public final class RefundOrder extends OrderChange {
  private final RefundRequest request;
  private final IdempotencyKey key;

  /**
   * @param request of which lines are named
   */
  RefundOrder(OrderCode code, RefundRequest request, IdempotencyKey key) {
    super(code);
    this.request = request;
    this.key = key;
  }

  /** Numbers of the lines whose tickets are revoked. */
  public List<Integer> refunded() {
    return request.lines();
  }

  /** Whether the buyer asks by himself. */
  public boolean isByBuyer() {
    return request.isByBuyer();
  }

  /** Whether only one of the two can be. */
  boolean isAtOddsWith(RefundOrder other) {
    return code().equals(other.code())
        && (key.value().equals(other.key.value())
            || request.lines().stream().anyMatch(other.request.lines()::contains));
  }

  @Override
  boolean isPossible() {
    return order().canRefund(request.lines(), key);
  }

  @Override
  void apply(Instant now) {
    order().refund(request, key, lines(), now);
  }
}
