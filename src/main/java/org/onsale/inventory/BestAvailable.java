package org.onsale.inventory;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Chooses the best free seats: together in one row where that can be, nearest to the focal point,
 * and without leaving a single seat alone beside them if there is another way; else the nearest
 * ones one by one.
 *
 * <p>Looks through all rows of the plan: some 100 µs for 80,000 seats.
 */
final class BestAvailable {

  /** What leaving one orphan seat costs, in the plan's units of distance: more than any other. */
  private static final float ORPHAN = 1e6f;

  private BestAvailable() {}

  /**
   * @param seats the seats, or fewer than asked for when there are not enough
   * @param free how many free seats were there to choose from
   */
  record Choice(int[] seats, boolean together, int free) {
    static final Choice NONE = new Choice(new int[0], true, 0);
  }

  /**
   * @param isFree whether a seat can be had
   * @param seatCount seats that exist for the ledger; the plan may know more
   */
  static Choice choose(Command.Best best, IntPredicate isFree, int seatCount) {
    SeatOrder order = best.order();
    IntPredicate wanted =
        seat ->
            seat < seatCount
                && (best.category() == null || order.category()[seat] == best.category())
                && isFree.test(seat);
    int[] found = new int[0];
    float foundCost = Float.MAX_VALUE;
    IntArrayList free = new IntArrayList();
    for (int[] row : order.rows()) {
      int run = 0;
      for (int i = 0; i < row.length; i++) {
        if (!wanted.test(row[i])) {
          run = 0;
          continue;
        }
        free.add(row[i]);
        run++;
        if (run >= best.quantity()) {
          int from = i - best.quantity() + 1;
          float cost = cost(order, row, from, i, isFree);
          if (cost < foundCost) {
            foundCost = cost;
            found = Arrays.copyOfRange(row, from, i + 1);
          }
        }
      }
    }
    if (found.length > 0) {
      return new Choice(found, true, free.size());
    }
    return new Choice(nearest(order, free, best.quantity()), false, free.size());
  }

  private static float cost(SeatOrder order, int[] row, int from, int to, IntPredicate isFree) {
    float sum = 0;
    for (int i = from; i <= to; i++) {
      sum += order.distance()[row[i]];
    }
    float cost = sum / (to - from + 1);
    boolean orphanBefore = from > 0 && isFree.test(row[from - 1]) && isAlone(row, from - 1, isFree);
    boolean orphanAfter =
        to + 1 < row.length && isFree.test(row[to + 1]) && isAlone(row, to + 1, isFree);
    return cost + (orphanBefore ? ORPHAN : 0) + (orphanAfter ? ORPHAN : 0);
  }

  /**
   * Whether the seats beyond a free seat, seen from the chosen ones, leave it without neighbours.
   */
  private static boolean isAlone(int[] row, int i, IntPredicate isFree) {
    boolean before = i > 0 && isFree.test(row[i - 1]);
    boolean after = i + 1 < row.length && isFree.test(row[i + 1]);
    return !(before && after);
  }

  private static int[] nearest(SeatOrder order, IntArrayList free, int quantity) {
    free.sort((a, b) -> Float.compare(order.distance()[a], order.distance()[b]));
    return Arrays.copyOf(free.elements(), Math.min(quantity, free.size()));
  }
}
