package org.onsale.prove;

import java.time.Instant;

/** When a client asked, and when it had its answer; what was decided, was decided between. */
record Span(Instant asked, Instant answered) {
  /** Whether this was decided before the other for certain. */
  boolean isBefore(Span other) {
    return answered.isBefore(other.asked);
  }
}
