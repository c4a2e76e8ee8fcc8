package org.onsale.orders;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onsale.inventory.AllocationId;
import org.onsale.inventory.PoolQuantity;

/**
 * What a buyer would like to hold, all of it or nothing.
 *
 * @param best null for none
 * @param replaces the hold to give up for it; null for none
 * @param allocation that the buyer has the access code of; {@link AllocationId#NONE} for none
 */
public record HoldRequest(
    List<Integer> seats,
    @Nullable BestAvailable best,
    List<PoolQuantity> pools,
    @Nullable UUID replaces,
    int allocation) {

  /** From the public sale. */
  public HoldRequest(
      List<Integer> seats,
      @Nullable BestAvailable best,
      List<PoolQuantity> pools,
      @Nullable UUID replaces) {
    this(seats, best, pools, replaces, AllocationId.NONE);
  }

  /** The same, with what an access code has opened. */
  public HoldRequest from(int opened) {
    return new HoldRequest(seats, best, pools, replaces, opened);
  }

  /** The number of seats that the house is to choose. */
  public record BestAvailable(@Nullable Integer category, int quantity) {}

  int places() {
    return seats.size()
        + (best == null ? 0 : best.quantity())
        + pools.stream().mapToInt(PoolQuantity::quantity).sum();
  }
}
