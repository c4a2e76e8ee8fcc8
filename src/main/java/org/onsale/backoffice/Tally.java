package org.onsale.backoffice;

import java.util.List;
import java.util.Locale;

/**
 * How an event sells at this moment.
 *
 * @param held seats in a cart or waiting for their payment
 * @param blocked seats kept back for the house
 * @param pools standing places
 */
public record Tally(int free, int held, int sold, int blocked, List<PoolTally> pools) {

  /** How many places of a pool there are, and are left. */
  public record PoolTally(int pool, int capacity, int available) {}

  /** Everything that can still be bought, seats and standing places. */
  public int available() {
    return free + pools.stream().mapToInt(PoolTally::available).sum();
  }

  /** Seats and standing places together. */
  public int places() {
    return seats() + pools.stream().mapToInt(PoolTally::capacity).sum();
  }

  /** What cannot be bought any more or at the moment. */
  public int taken() {
    return Math.max(0, places() - available());
  }

  public int seats() {
    return free + held + sold + blocked;
  }

  /** The share of all seats, for a bar: 0 to 100. */
  public String percent(int part) {
    return share(part, seats());
  }

  /** The share of all places that is taken, for a bar. */
  public String percentTaken() {
    return share(taken(), places());
  }

  private static String share(int part, int whole) {
    return whole == 0 ? "0" : String.format(Locale.ROOT, "%.2f", 100.0 * part / whole);
  }

  /** As people read numbers: {@code 1,608}. */
  public String shown(int number) {
    return Amounts.count(number);
  }
}
