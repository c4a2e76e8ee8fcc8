package org.onsale.inventory;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The seats of one category, or all, and the best place for a party of each size among them.
 *
 * <p>A place is so many free seats side by side. The fewer single seats it leaves beside it the
 * better, and then the nearer to the focal point; of equal places, the one in the first row and
 * farthest to its beginning.
 */
final class SeatView {
  /** No place. */
  static final long NONE = Long.MAX_VALUE;

  /** What each seat left single costs: more than the distances of a whole party. */
  private static final int SINGLE = 1 << 30;

  private final SeatIndex index;
  private final SeatOrder order;
  private final @Nullable Integer category;
  private final int[] rows;
  private final @Nullable Tournament[] bySize = new Tournament[Command.Best.MOST + 1];
  private final long[] readTo = new long[Command.Best.MOST + 1];

  SeatView(SeatIndex index, @Nullable Integer category) {
    this.index = index;
    this.order = index.order();
    this.category = category;
    this.rows = IntStream.range(0, order.rows()).filter(this::concerns).toArray();
  }

  private boolean concerns(int row) {
    return IntStream.range(order.start(row), order.end(row)).anyMatch(this::has);
  }

  private boolean has(int position) {
    return category == null || order.category(position) == category;
  }

  int free() {
    return index.free(category);
  }

  /** The row with the best place for a party; −1 when there is none. */
  int bestRow(int size) {
    int winner = fresh(size).winner();
    return winner < 0 ? -1 : rows[winner];
  }

  /** The rows with the best places for a party, the best first. */
  int[] bestRows(int size, int limit) {
    Tournament tournament = fresh(size);
    int[] found = new int[limit];
    int[] keys = new int[limit];
    int count = 0;
    while (count < limit) {
      int winner = tournament.winner();
      if (winner < 0) {
        break;
      }
      found[count] = winner;
      keys[count++] = tournament.key(winner);
      tournament.set(winner, Tournament.NONE);
    }
    for (int i = 0; i < count; i++) {
      tournament.set(found[i], keys[i]);
      found[i] = rows[found[i]];
    }
    return Arrays.copyOf(found, count);
  }

  private Tournament fresh(int size) {
    Tournament known = bySize[size];
    long from = readTo[size];
    long to = index.written();
    readTo[size] = to;
    if (known == null || !index.remembers(from)) {
      int[] keys = new int[rows.length];
      Arrays.setAll(keys, i -> key(place(rows[i], size)));
      Tournament anew = new Tournament(keys);
      bySize[size] = anew;
      return anew;
    }
    for (long at = from; at < to; at++) {
      int row = index.journal(at);
      int i = category == null ? row : Arrays.binarySearch(rows, row);
      if (i >= 0) {
        known.set(i, key(place(row, size)));
      }
    }
    return known;
  }

  /**
   * The best place for a party in a row: its key and its first position; {@link #NONE} when there
   * is none.
   */
  long place(int row, int size) {
    if (index.freeIn(row) < size) {
      return NONE;
    }
    int start = order.start(row);
    int end = order.end(row);
    long best = NONE;
    int run = 0;
    int distance = 0;
    for (int i = start; i < end; i++) {
      if (!index.isFree(i) || !has(i)) {
        run = 0;
        distance = 0;
        continue;
      }
      run++;
      distance += order.distance(i);
      if (run > size) {
        distance -= order.distance(i - size);
      }
      if (run >= size) {
        int from = i - size + 1;
        int singles = singlesBeside(from, i, start, end);
        long place = (long) ((singles - 2) * SINGLE + distance) << 32 | from;
        best = Math.min(best, place);
      }
    }
    return best;
  }

  private int singlesBeside(int from, int to, int start, int end) {
    boolean before =
        from > start && index.isFree(from - 1) && !(from - 1 > start && index.isFree(from - 2));
    boolean after = to + 1 < end && index.isFree(to + 1) && !(to + 2 < end && index.isFree(to + 2));
    return (before ? 1 : 0) + (after ? 1 : 0);
  }

  /** What a place is worth; the smaller the better. */
  static int key(long place) {
    return (int) (place >> 32);
  }

  static int position(long place) {
    return (int) place;
  }

  /**
   * Adds to {@code capacity[size]} how many parties of each size the row takes at once, were they
   * alone.
   */
  void addCapacity(int row, int[] capacity) {
    int run = 0;
    for (int i = order.start(row); i <= order.end(row); i++) {
      if (i < order.end(row) && index.isFree(i) && has(i)) {
        run++;
        continue;
      }
      for (int size = 1; size <= Math.min(run, capacity.length - 1); size++) {
        capacity[size] += run / size;
      }
      run = 0;
    }
  }
}
