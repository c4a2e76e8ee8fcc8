package org.onsale.orders;

import org.jspecify.annotations.Nullable;
import org.onsale.platform.Money;

/**
 * A seat or a place of a pool that is to be priced.
 *
 * @param seat null for a place of a pool
 * @param category that of the seat; null for a place of a pool
 * @param pool null for a seat
 * @param price of a standard ticket there
 * @param type the ticket type; {@link Choice#STANDARD_TYPE} for the standard ticket
 */
public record Place(
    @Nullable Integer seat,
    @Nullable Integer category,
    @Nullable Integer pool,
    Money price,
    int type) {

  Place as(int other) {
    return new Place(seat, category, pool, price, other);
  }
}
