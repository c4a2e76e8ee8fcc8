package org.onsale.storefront;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onsale.inventory.Hold;
import org.onsale.orders.Choice;

/**
 * What one ticket of a hold will be for.
 *
 * @param seat null for a place of a pool
 * @param pool null for a seat
 */
record Spot(@Nullable Integer seat, @Nullable Integer pool) {

  /** Those of a hold in the order of an order's lines: seats first, then places by pool. */
  static List<Spot> of(Hold hold) {
    Stream<Spot> seats = hold.seats().stream().map(seat -> new Spot(seat, null));
    Stream<Spot> places =
        hold.pools().stream()
            .flatMap(
                each -> Collections.nCopies(each.quantity(), new Spot(null, each.pool())).stream());
    return Stream.concat(seats, places).toList();
  }

  Choice.Ticket as(int type) {
    return new Choice.Ticket(seat, pool, type, 1);
  }
}
