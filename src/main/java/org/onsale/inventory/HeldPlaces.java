package org.onsale.inventory;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a holding has besides seats.
 *
 * @param pools ascending; {@code pools[i]} goes with {@code quantities[i]}
 * @param from null when all that the holding has is of the public sale
 */
record HeldPlaces(int[] pools, int[] quantities, @Nullable Allotment from) {
  private static final HeldPlaces NONE = new HeldPlaces(new int[0], new int[0], null);

  /** Most holdings have seats of the public sale only: they share one object. */
  static HeldPlaces of(int[] pools, int[] quantities, @Nullable Allotment from) {
    return pools.length == 0 && from == null ? NONE : new HeldPlaces(pools, quantities, from);
  }

  int sum() {
    int sum = 0;
    for (int quantity : quantities) {
      sum += quantity;
    }
    return sum;
  }

  int of(int pool) {
    int index = Arrays.binarySearch(pools, pool);
    return index < 0 ? 0 : quantities[index];
  }
}
