package org.onsale.inventory;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A buyer's timed claim on seats and places.
 *
 * @param seats seat indexes, ascending
 * @param pools ascending by pool, each pool once
 * @param expiresAt from this instant on the seats are free again
 * @param version the ledger's version that made it
 */
public record Hold(
    UUID id, List<Integer> seats, List<PoolQuantity> pools, Instant expiresAt, long version) {

  /** How many tickets it would become. */
  public int places() {
    return seats.size() + pools.stream().mapToInt(PoolQuantity::quantity).sum();
  }
}
