package org.onsale.webhooks;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What follows a failed attempt: 5 s, then four times as long each time, to a day, and up to a
 * fifth more, so that what failed together does not come back together. Ten attempts take two days
 * and a quarter.
 */
record Pause(int attempt, Duration length) {
  static final int ATTEMPTS = 10;
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final double SPREAD = 0.2;

  /**
   * @param attempt that has failed, from 1
   */
  static Pause after(int attempt, RandomGenerator random) {
    double millis = Math.min(FIRST.toMillis() * Math.pow(4, attempt - 1.0), LONGEST.toMillis());
    return new Pause(
        attempt, Duration.ofMillis((long) (millis * (1 + SPREAD * random.nextDouble()))));
  }

  /** Whether it is given up instead. */
  boolean isLast() {
    return attempt >= ATTEMPTS;
  }
}
