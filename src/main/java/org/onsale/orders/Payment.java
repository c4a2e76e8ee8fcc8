package org.onsale.orders;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Money;
import org.onsale.platform.Phrase;

/**
 * An attempt to pay an order.
 *
 * @param attempt 1, 2, 3 … within the order
 * @param method the gateway's name
 * @param keptUntil until when the order's places are kept while it waits for this; null for all
 *     that is paid at once
 * @param reason why it was declined or voided, a sentence; empty otherwise
 */
record Payment(
    int attempt,
    String method,
    Status status,
    Money amount,
    String reason,
    IdempotencyKey key,
    Instant startedAt,
    @Nullable Instant keptUntil) {

  /** The reason of an attempt that was given back because its order's deadline had passed. */
  static final String TOO_LATE = Phrase.toStore("The time to pay was over; nothing was charged.");

  /** How the reason of an attempt begins whose money could not be taken in the end. */
  static final String REFUSED = "The payment could not be taken: ";

  /** The reason of an attempt whose gateway could not be had. */
  static final String AWAY = Phrase.toStore("This way to pay cannot be had at the moment.");

  enum Status {
    /** The gateway has been asked, or is about to be; nobody knows the answer yet. */
    STARTED,
    /** Set aside; the seats are sold. */
    AUTHORISED,
    CAPTURED,
    DECLINED,
    /** To be given back; the gateway has not confirmed that yet. */
    VOIDING,
    VOIDED
  }

  /** The reason as people read it. */
  Phrase said() {
    return said(reason);
  }

  static Phrase said(String reason) {
    return reason.startsWith(REFUSED)
        ? Phrase.of(REFUSED + "{1}", Phrase.stored(reason.substring(REFUSED.length())))
        : Phrase.stored(reason);
  }

  boolean isUnderWay() {
    return status == Status.STARTED || status == Status.AUTHORISED || status == Status.VOIDING;
  }

  Payment now(Status next, String why) {
    return new Payment(attempt, method, next, amount, why, key, startedAt, keptUntil);
  }

  /** The order of a {@link #gatewayKey}. */
  static Optional<OrderCode> orderOf(String gatewayKey) {
    int end = gatewayKey.indexOf('/');
    return end < 0 ? Optional.empty() : OrderCode.parse(gatewayKey.substring(0, end));
  }

  /** What the gateway knows the refund by that gives back what no order stands for. */
  static String mendKey(String gatewayKey) {
    return gatewayKey + "/mend";
  }

  /** What the gateway knows the attempt by. */
  static String gatewayKey(OrderCode code, int attempt) {
    return code.value() + "/" + attempt;
  }
}
