package org.onsale.inventory;

import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the best free seats for a party, in this order:
 *
 * <ol>
 *   <li>together in one row: at the place that leaves no single seat beside it if there is one, and
 *       of those at the nearest to the focal point;
 *   <li>in parts, those ways first in which the fewest sit alone. Among these, in rows next to each
 *       other, around one of the best rows for the largest part; else each part where it sits best,
 *       wherever that is. In either case few parts before many, and equal ones before unequal.
 * </ol>
 *
 * <p>Never looks through the venue. Together costs the height of a tree; in parts, a bounded number
 * of rows is looked at. The index is left as it was.
 */
final class BestAvailable {
  /** Rows around which a place for a party in parts is sought. */
  static final int ANCHORS = 32;

  /**
   * @param seats the seats, or none when there are not enough
   * @param free how many free seats were there to choose from
   */
  record Choice(int[] seats, Arrangement arrangement, int free) {
    static final Choice NONE = new Choice(new int[0], Arrangement.TOGETHER, 0);
  }

  /** A row and its neighbours: how many parties of each size they take. */
  private record Around(int row, int[] capacity) {
    boolean mayTake(int[] parts) {
      for (int i = 0; i < parts.length; i++) {
        if (capacity[parts[i]] <= i) {
          return false;
        }
      }
      return true;
    }
  }

  private final SeatIndex index;
  private final SeatView view;
  private final int quantity;
  private final IntArrayList chosen = new IntArrayList();
  private final Int2ObjectOpenHashMap<List<Around>> anchors = new Int2ObjectOpenHashMap<>();

  private BestAvailable(SeatIndex index, @Nullable Integer category, int quantity) {
    this.index = index;
    this.view = index.view(category);
    this.quantity = quantity;
  }

  /**
   * @param category null for any
   */
  static Choice choose(SeatIndex index, @Nullable Integer category, int quantity) {
    return new BestAvailable(index, category, quantity).choose();
  }

  private Choice choose() {
    int free = view.free();
    if (free < quantity) {
      return new Choice(new int[0], Arrangement.TOGETHER, free);
    }
    int mark = index.mark();
    try {
      Arrangement arrangement = seatAll();
      return new Choice(chosen.toIntArray(), arrangement, free);
    } finally {
      index.takeBack(mark);
    }
  }

  private Arrangement seatAll() {
    if (seatAnywhere(quantity)) {
      return Arrangement.TOGETHER;
    }
    List<int[]> ways = Parties.of(quantity);
    int from = 0;
    while (from < ways.size()) {
      int to = from + 1;
      while (to < ways.size() && Parties.alone(ways.get(to)) == Parties.alone(ways.get(from))) {
        to++;
      }
      List<int[]> equallyKind = ways.subList(from, to);
      for (int[] parts : equallyKind) {
        if (seatInNeighbouringRows(parts)) {
          return Arrangement.SPLIT_OVER_ROWS;
        }
      }
      for (int[] parts : equallyKind) {
        if (seatAnywhere(parts)) {
          return Arrangement.SCATTERED;
        }
      }
      from = to;
    }
    throw new IllegalStateException(quantity + " free seats and no way to choose them");
  }

  private boolean seatAnywhere(int... parts) {
    int mark = index.mark();
    for (int part : parts) {
      int row = view.bestRow(part);
      if (row < 0) {
        standUp(mark);
        return false;
      }
      seat(view.place(row, part), part);
    }
    return true;
  }

  private boolean seatInNeighbouringRows(int[] parts) {
    for (Around around : anchors.computeIfAbsent(parts[0], this::anchors)) {
      if (around.mayTake(parts) && seatAround(around.row(), parts)) {
        return true;
      }
    }
    return false;
  }

  private List<Around> anchors(int size) {
    return Arrays.stream(view.bestRows(size, ANCHORS))
        .filter(this::hasEnoughAround)
        .mapToObj(this::around)
        .toList();
  }

  private boolean hasEnoughAround(int row) {
    int free = index.freeIn(row);
    for (int other : index.order().near(row)) {
      free += index.freeIn(other);
    }
    return free >= quantity;
  }

  private Around around(int row) {
    int[] capacity = new int[quantity + 1];
    view.addCapacity(row, capacity);
    for (int other : index.order().near(row)) {
      view.addCapacity(other, capacity);
    }
    return new Around(row, capacity);
  }

  private boolean seatAround(int row, int[] parts) {
    int mark = index.mark();
    seat(view.place(row, parts[0]), parts[0]);
    for (int i = 1; i < parts.length; i++) {
      long place = view.place(row, parts[i]);
      for (int other : index.order().near(row)) {
        long there = view.place(other, parts[i]);
        if (SeatView.key(there) < SeatView.key(place)) {
          place = there;
        }
      }
      if (place == SeatView.NONE) {
        standUp(mark);
        return false;
      }
      seat(place, parts[i]);
    }
    return true;
  }

  private void seat(long place, int size) {
    for (int i = 0; i < size; i++) {
      int seat = index.order().seat(SeatView.position(place) + i);
      chosen.add(seat);
      index.suppose(seat, false);
    }
  }

  private void standUp(int mark) {
    chosen.size(chosen.size() - (index.mark() - mark));
    index.takeBack(mark);
  }
}
