package org.onsale.orders;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.onsale.platform.Phrase;
import org.onsale.seating.SeatName;

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
   * @param place as it is stored
   */
  public record Seat(int line, int seat, String place) {

    /** The place as its reader says it. */
    public String place(Locale reader) {
      return OrderLine.said(seat, place, reader);
    }
  }

  Offer now(Status next) {
    return new Offer(hold, next, seats, until);
  }

  /** The places as a sentence names them. */
  public Phrase places() {
    return seats.stream()
        .map(seat -> SeatName.said(seat.place()))
        .reduce((some, more) -> Phrase.of("{1}; {2}", some, more))
        .orElseThrow();
  }
}
