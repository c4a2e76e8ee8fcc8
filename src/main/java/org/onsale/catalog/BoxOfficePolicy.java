package org.onsale.catalog;

import java.time.Duration;
import java.time.Instant;

/**
 * That buyers may reserve places and pay for them at the box office.
 *
 * @param hours for how long after the order was placed; never beyond the start of the event
 */
public record BoxOfficePolicy(int hours) {

  /** The longest time, thirty days. */
  public static final int MAX_HOURS = 720;

  /** The first instant at which it is too late. */
  public Instant deadline(Instant placedAt, Instant startsAt) {
    Instant end = placedAt.plus(Duration.ofHours(hours));
    return end.isBefore(startsAt) ? end : startsAt;
  }
}
