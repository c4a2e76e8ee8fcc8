package org.onsale.tickets;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.onsale.orders.OrderCode;
import org.onsale.orders.OrderLine;
import org.onsale.platform.EventId;

/**
 * A ticket.
 *
 * @param line the line of the order that it is for
 * @param seat the seat index; null for a place in a pool
 * @param place as it is stored: "Stalls, Row 3, Seat 12", or the pool's name
 */
public record Ticket(
    EventId event,
    TicketId id,
    OrderCode order,
    int line,
    @Nullable Integer seat,
    String place,
    String category,
    String holder,
    boolean revoked) {

  /** The place as its reader says it. */
  public String place(Locale reader) {
    return OrderLine.said(seat, place, reader);
  }
}
