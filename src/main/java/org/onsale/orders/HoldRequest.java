package org.onsale.orders;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Presales;
import org.onsale.inventory.AllocationId;
import org.onsale.inventory.PoolQuantity;

/**
 * What a buyer would like to hold, all of it or nothing.
 *
 * @param best null for none
 * @param replaces the hold to give up for it; null for none
 * @param allocation that the buyer has the access code of; {@link AllocationId#NONE} for none
 * @param presale that the buyer has a code of; null for none
 */
public record HoldRequest(
    List<Integer> seats,
    @Nullable BestAvailable best,
    List<PoolQuantity> pools,
    @Nullable UUID replaces,
    int allocation,
    Presales.@Nullable Presale presale) {

  /** From the public sale. */
  public HoldRequest(
      List<Integer> seats,
      @Nullable BestAvailable best,
      List<PoolQuantity> pools,
      @Nullable UUID replaces) {
    this(seats, best, pools, replaces, AllocationId.NONE, null);
  }

  /** The same, with what an access code has opened. */
  public HoldRequest from(int opened) {
    return new HoldRequest(seats, best, pools, replaces, opened, presale);
  }

  /** The same, with the presale that a code has opened. */
  public HoldRequest in(Presales.Presale opened) {
    return new HoldRequest(seats, best, pools, replaces, allocation, opened);
  }

  /** The number of seats that the house is to choose. */
  public record BestAvailable(@Nullable Integer category, int quantity) {}

  int places() {
    return seats.size()
        + (best == null ? 0 : best.quantity())
        + pools.stream().mapToInt(PoolQuantity::quantity).sum();
  }
}
