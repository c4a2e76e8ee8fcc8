package org.onsale.payments;

import java.time.Duration;

/** When a step at a gateway must be over, whatever calls it takes. */
record Deadline(long nanos) {
  /** What is left of {@link Gateway#TIMEOUT_SECONDS} for our own part. */
  private static final Duration OURS = Duration.ofMillis(500);

  /** For a step that begins now. */
  static Deadline ofStep() {
    return in(Duration.ofSeconds(Gateway.TIMEOUT_SECONDS).minus(OURS));
  }

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** Never negative. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }
}
