package org.onsale.inventory;

import org.jspecify.annotations.Nullable;

/**
 * How many seats are free, of each category and of all.
 *
 * @param ofCategory by category, and all of them at the end; never written to
 */
record FreeSeats(SeatOrder order, int[] ofCategory) {

  /** Of a category; of all when it is null. */
  int of(@Nullable Integer category) {
    int all = ofCategory.length - 1;
    if (category == null) {
      return ofCategory[all];
    }
    return category < all ? ofCategory[category] : 0;
  }
}
