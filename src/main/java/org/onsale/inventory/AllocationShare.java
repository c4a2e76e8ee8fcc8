package org.onsale.inventory;

import java.util.List;
import java.util.stream.Stream;

/**
 * What an allocation has, and what buyers have of it.
 *
 * @param blocked seats that nobody has taken, ascending
 * @param held seats in a cart or waiting for their payment
 * @param sold seats that are sold
 * @param pools ascending by pool
 */
public record AllocationShare(
    int allocation,
    List<Integer> blocked,
    List<Integer> held,
    List<Integer> sold,
    List<Places> pools) {

  /**
   * Places of a pool.
   *
   * @param taken held or sold from the allocation; more than {@code places} when it was made
   *     smaller since
   */
  public record Places(int pool, int places, int taken) {
    public int left() {
      return Math.max(0, places - taken);
    }
  }

  /** All its seats, whoever has them. */
  public List<Integer> seats() {
    return Stream.of(blocked, held, sold).flatMap(List::stream).sorted().toList();
  }

  /** An allocation that has nothing. */
  public static AllocationShare none(int allocation) {
    return new AllocationShare(allocation, List.of(), List.of(), List.of(), List.of());
  }
}
