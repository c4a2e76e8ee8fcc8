package org.onsale.bench;

import java.time.Duration;

/**
 * When clients come. In a closed loop the next one comes when a connection is free; in an open loop
 * the clock alone decides, and whoever finds no connection free waits from then on.
 */
@FunctionalInterface
interface Arrivals {
  /** Nobody comes any more. */
  long OVER = -1;

  /** Nobody comes for now; ask again. */
  long NOT_YET = Long.MAX_VALUE;

  /**
   * When the next client is to begin, in nanoseconds since the beginning.
   *
   * @param begun clients that have begun before
   * @param elapsed nanoseconds since the beginning
   * @return may lie in the past, from which the client's latency is then counted, or in the future
   */
  long due(long begun, long elapsed);

  /** As many as the server takes. */
  static Arrivals closed(Duration length) {
    return (begun, elapsed) -> elapsed < length.toNanos() ? elapsed : OVER;
  }

  /** A fixed rate, whatever the server does. */
  static Arrivals open(double perSecond, Duration length) {
    return (begun, elapsed) -> {
      long due = (long) (begun * 1e9 / perSecond);
      return due < length.toNanos() ? due : OVER;
    };
  }

  /** That many, as fast as the server takes them. */
  static Arrivals exactly(long clients) {
    return (begun, elapsed) -> begun < clients ? elapsed : OVER;
  }
}
