package org.onsale.tickets;

import org.jspecify.annotations.Nullable;
import org.onsale.orders.OrderCode;
import org.onsale.platform.EventId;

/**
 * A ticket.
 *
 * @param line the line of the order that it is for
 * @param seat the seat index; null for a place in a pool
 * @param place what a buyer reads: "Parkett, Reihe 3, Platz 12", or the pool's name
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
    boolean revoked) {}
