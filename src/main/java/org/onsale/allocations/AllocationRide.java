package org.onsale.allocations;

/** Cargo of the changes of an allocation: they go through only while it is open. */
sealed interface AllocationRide {
  int allocation();

  /** Seats and places come or go. */
  record Changing(int allocation) implements AllocationRide {}

  /**
   * All of it goes, and it is over.
   *
   * @param byTime only if its time has come
   */
  record Releasing(int allocation, boolean byTime) implements AllocationRide {}

  /** Why the ride was refused: it was released before, or is not to be now. */
  record NotOpen() {}
}
