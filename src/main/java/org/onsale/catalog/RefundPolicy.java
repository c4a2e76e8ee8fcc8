package org.onsale.catalog;

import java.time.Duration;
import java.time.Instant;

/**
 * When buyers may give tickets back by themselves, and what they get for them.
 *
 * @param hoursBefore until how long before the event starts
 * @param withFees whether the fees are given back too
 * @param singleTickets whether single tickets of an order may be given back, or only all of them
 */
public record RefundPolicy(int hoursBefore, boolean withFees, boolean singleTickets) {

  /** The longest time before the start, a year. */
  public static final int MAX_HOURS = 8760;

  /** The first instant at which it is too late. */
  public Instant deadline(Instant startsAt) {
    return startsAt.minus(Duration.ofHours(hoursBefore));
  }
}
