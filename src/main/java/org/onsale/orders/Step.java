package org.onsale.orders;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A step of an order's payment that changes only the order; many ride one transaction. */
sealed interface Step {
  OrderCode code();

  /**
   * Begin an attempt.
   *
   * @param keptUntil until when the places are kept for it; null for all that is paid at once
   */
  record Start(OrderCode code, String method, IdempotencyKey key, @Nullable Instant keptUntil)
      implements Step {
    Start(OrderCode code, String method, IdempotencyKey key) {
      this(code, method, key, null);
    }
  }

  record Declined(OrderCode code, int attempt, String reason) implements Step {}

  /** The gateway waits for the buyer. */
  record BuyerActs(OrderCode code, int attempt) implements Step {}

  record Unanswered(OrderCode code, int attempt, Duration askAgainAfter) implements Step {}

  record Voiding(OrderCode code, int attempt, String reason) implements Step {}

  record Voided(OrderCode code, int attempt) implements Step {}

  record Captured(OrderCode code, int attempt) implements Step {}

  /**
   * Give back what came too late.
   *
   * @param lost the hold that was gone
   */
  record GiveBack(OrderCode code, int attempt, UUID lost, String reason) implements Step {}

  record AcceptOffer(OrderCode code) implements Step {}

  /** The buyer says no, or says nothing in time. */
  record EndOffer(OrderCode code, Offer.Status answer, String reason) implements Step {}

  record Expired(OrderCode code) implements Step {}

  record Refunded(OrderCode code, int refund) implements Step {}

  record RefundFailed(OrderCode code, int refund, String problem) implements Step {}

  /** What was given back has come back to us. */
  record RefundReturned(OrderCode code, int refund, String problem) implements Step {}

  record RefundUnanswered(OrderCode code, int refund, Duration askAgainAfter) implements Step {}

  /** Ask for a refund again that has failed. */
  record RefundAgain(OrderCode code, int refund) implements Step {}
}
