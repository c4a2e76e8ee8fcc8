package org.onsale.inventory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A hold in memory, alive or sold. Never changes; a new state is a new object.
 *
 * @param seats ascending
 * @param pools ascending; {@code pools[i]} goes with {@code quantities[i]}
 * @param expiresAt for a sale, when the claim would have expired
 * @param order set from the claim on
 * @param customer set from the claim on
 * @param fingerprint of the request that made it
 * @param version of the change that made it
 * @param from null when it is of the public sale
 */
record Holding(
    UUID id,
    Phase phase,
    int[] seats,
    int[] pools,
    int[] quantities,
    Instant expiresAt,
    @Nullable String order,
    @Nullable String customer,
    long fingerprint,
    long version,
    @Nullable Allotment from) {
  private static final int[] NONE = {};

  /** Most have no pools: a stadium's worth of empty arrays is a megabyte. */
  Holding {
    if (pools.length == 0) {
      pools = NONE;
      quantities = NONE;
    }
  }

  enum Phase {
    HELD,
    CLAIMED,
    SOLD
  }

  boolean expiredAt(Instant now) {
    return phase != Phase.SOLD && !now.isBefore(expiresAt);
  }

  boolean belongsTo(String otherOrder) {
    return otherOrder.equals(order);
  }

  int places() {
    return seats.length + Arrays.stream(quantities).sum();
  }

  /** The allocation that it may take from; {@link AllocationId#NONE} for the public sale. */
  int allocation() {
    return from == null ? AllocationId.NONE : from.allocation();
  }

  int quantityOf(int pool) {
    int index = Arrays.binarySearch(pools, pool);
    return index < 0 ? 0 : quantities[index];
  }

  Holding claimed(String byOrder, String byCustomer, Instant payBy) {
    return new Holding(
        id,
        Phase.CLAIMED,
        seats,
        pools,
        quantities,
        payBy,
        byOrder,
        byCustomer,
        fingerprint,
        version,
        from);
  }

  Holding sold() {
    return new Holding(
        id,
        Phase.SOLD,
        seats,
        pools,
        quantities,
        expiresAt,
        order,
        customer,
        fingerprint,
        version,
        from);
  }

  Hold view() {
    List<PoolQuantity> places = new ArrayList<>(pools.length);
    for (int i = 0; i < pools.length; i++) {
      places.add(new PoolQuantity(pools[i], quantities[i]));
    }
    return new Hold(id, Arrays.stream(seats).boxed().toList(), places, expiresAt, version);
  }
}
