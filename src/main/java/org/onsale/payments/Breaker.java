package org.onsale.payments;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A circuit breaker: after some calls in a row without an answer it opens, and nobody waits for a
 * provider that is down. After a pause one call at a time may try; the first answer closes it.
 */
final class Breaker {
  static final int FAILURES = 5;
  static final Duration PAUSE = Duration.ofSeconds(10);

  private final Clock clock;
  private int failures;
  private @Nullable Instant openUntil;

  Breaker(Clock clock) {
    this.clock = clock;
  }

  synchronized boolean isOpen() {
    return openUntil != null && clock.instant().isBefore(openUntil);
  }

  /** Whether to call now. When the pause is over the first who asks tries, and others wait on. */
  synchronized boolean admits() {
    if (openUntil == null) {
      return true;
    }
    if (isOpen()) {
      return false;
    }
    openUntil = clock.instant().plus(PAUSE);
    return true;
  }

  synchronized void answered() {
    failures = 0;
    openUntil = null;
  }

  synchronized void failed() {
    failures++;
    if (failures >= FAILURES) {
      openUntil = clock.instant().plus(PAUSE);
    }
  }
}
