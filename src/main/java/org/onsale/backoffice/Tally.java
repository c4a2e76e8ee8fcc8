package org.onsale.backoffice;

import java.util.List;

/**
 * How an event sells at this moment.
 *
 * @param held seats in a cart or waiting for their payment
 * @param blocked seats kept back for the house
 * @param pools standing places
 */
public record Tally(int free, int held, int sold, int blocked, List<PoolTally> pools) {

  /** How many places of a pool are left. */
  public record PoolTally(int pool, int available) {}

  /** Everything that can still be bought, seats and standing places. */
  public int available() {
    return free + pools.stream().mapToInt(PoolTally::available).sum();
  }

  public int seats() {
    return free + held + sold + blocked;
  }

  /** The share of all seats, for a bar: 0 to 100. */
  public int percent(int part) {
    return seats() == 0 ? 0 : Math.round(100f * part / seats());
  }
}
