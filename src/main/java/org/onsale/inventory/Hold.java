package org.onsale.inventory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * A buyer's timed claim on seats and places.
 *
 * @param seats seat indexes, ascending
 * @param pools ascending by pool, each pool once
 * @param takenAt when it was taken, by the ledger's clock; one that replaces another was taken when
 *     the first of them was
 * @param expiresAt from this instant on the seats are free again
 * @param version the ledger's version that made it
 */
public record Hold(
    UUID id,
    List<Integer> seats,
    List<PoolQuantity> pools,
    Instant takenAt,
    Instant expiresAt,
    long version) {

  /** {@code pools[i]} goes with {@code quantities[i]}. */
  static Hold of(
      UUID id,
      int[] seats,
      int[] pools,
      int[] quantities,
      Instant takenAt,
      Instant expiresAt,
      long version) {
    List<PoolQuantity> places = new ArrayList<>(pools.length);
    for (int i = 0; i < pools.length; i++) {
      places.add(new PoolQuantity(pools[i], quantities[i]));
    }
    return new Hold(id, Arrays.stream(seats).boxed().toList(), places, takenAt, expiresAt, version);
  }

  /** How many tickets it would become. */
  public int places() {
    return seats.size() + pools.stream().mapToInt(PoolQuantity::quantity).sum();
  }
}
