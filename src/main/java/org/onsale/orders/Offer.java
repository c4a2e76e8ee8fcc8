package org.onsale.orders;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Seats as good as those that an order has lost, of the same categories and for the same price.
 * They are held for it until its buyer has answered or the time is over.
 *
 * @param hold what has the places
 * @param seats of the lines that are about seats, by line; the others stay as they are
 */
public record Offer(UUID hold, Status status, List<Seat> seats, Instant until) {
  public Offer {
    seats = List.copyOf(seats);
  }

  /** What has become of it. */
  public enum Status {
    OPEN,
    ACCEPTED,
    DECLINED,
    /** Nobody answered in time. */
    PASSED,
    /** The event does not take place any more. */
    WITHDRAWN
  }

  /**
   * A seat in place of another.
   *
   * @param line the number of the order's line
   * @param place what a buyer reads
   */
  public record Seat(int line, int seat, String place) {}

  Offer now(Status next) {
    return new Offer(hold, next, seats, until);
  }

  /** The places as a sentence names them. */
  public String places() {
    return seats.stream().map(Seat::place).collect(Collectors.joining("; "));
  }
}
