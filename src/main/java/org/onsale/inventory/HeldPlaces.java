package org.onsale.inventory;

import java.util.Arrays;
import java.util.stream.IntStream;
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

  /** Some of it: what is the allocation's comes first, as when it was taken. */
  HeldPlaces part(int[] of, int[] counts) {
    if (from == null) {
      return of(of, counts, null);
    }
    int[] allotted = new int[of.length];
    for (int i = 0; i < of.length; i++) {
      allotted[i] = Math.min(counts[i], allotted(of[i]));
    }
    return of(of, counts, new Allotment(from.allocation(), allotted));
  }

  HeldPlaces without(HeldPlaces part) {
    int[] left = IntStream.of(pools).filter(pool -> of(pool) > part.of(pool)).toArray();
    int[] counts = IntStream.of(left).map(pool -> of(pool) - part.of(pool)).toArray();
    int[] allotted = IntStream.of(left).map(pool -> allotted(pool) - part.allotted(pool)).toArray();
    return of(left, counts, from == null ? null : new Allotment(from.allocation(), allotted));
  }

  private int allotted(int pool) {
    int index = Arrays.binarySearch(pools, pool);
    return index < 0 || from == null ? 0 : from.places()[index];
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
