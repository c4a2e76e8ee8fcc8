package org.onsale.payments;

import java.time.Duration;
import java.time.Instant;

/** From when on a provider's list is read: accounts are old. */
final class Lookback {
  private static final Duration FURTHEST = Duration.ofDays(30);

  private Lookback() {}

  /**
   * @param since when the books were last compared
   * @param late how long after it happened something may still change, or first be listed
   * @return no earlier than 30 days and {@code late} before now
   */
  static Instant from(Instant since, Duration late, Instant now) {
    Instant furthest = now.minus(FURTHEST);
    return since.isAfter(furthest) ? since.minus(late) : furthest;
  }
}
