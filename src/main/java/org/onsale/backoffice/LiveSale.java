package org.onsale.backoffice;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an event sells at this moment.
 *
 * @param tally null when it is not known in time
 * @param orders the last ones
 * @param clock when it was so, at the venue
 */
public record LiveSale(
    @Nullable Tally tally,
    List<PoolLine> pools,
    Money money,
    Pace pace,
    List<LastOrder> orders,
    String clock) {

  /** How many places of a pool are taken. */
  public record PoolLine(String name, int capacity, int available, String price) {
    public int taken() {
      return capacity - available;
    }

    public int percent() {
      return capacity == 0 ? 0 : Math.round(100f * taken() / capacity);
    }
  }

  /**
   * What it took.
   *
   * @param taken what stays of it
   * @param givenBack empty for nothing
   */
  public record Money(String taken, String givenBack, String orders) {}

  /** An order, as short as can be. */
  public record LastOrder(
      String code,
      String status,
      String statusWord,
      String clock,
      String name,
      int places,
      String total) {}
}
