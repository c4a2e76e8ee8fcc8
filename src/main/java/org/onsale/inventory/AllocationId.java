package org.onsale.inventory;

/**
 * What the numbers of allocations mean: an allocation is a part of an event's seats and places that
 * the house keeps back, a number within the event whose name and purpose the ledger does not know.
 */
public final class AllocationId {
  /** For the public sale. */
  public static final int NONE = -1;

  /** What was blocked before allocations had numbers. */
  static final int UNNAMED = 0;

  /** The highest number that may be given to an allocation; the lowest is 1. */
  public static final int MAX = 32_000;

  /** Seats that are not in the plan any more. */
  public static final int WITHDRAWN = MAX + 1;

  private AllocationId() {}
}
