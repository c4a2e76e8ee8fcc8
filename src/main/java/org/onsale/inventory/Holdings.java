package org.onsale.inventory;

import it.unimi.dsi.fastutil.HashCommon;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The holdings of an event, found by their ids. A table of its own, with open addressing and linear
 * probing, because the key is in the holding and no object: a holding costs one reference here.
 *
 * <p>It never shrinks: there are never more holdings than seats and places.
 */
final class Holdings {
  private static final int SMALLEST = 16;

  /** A power of two long, and at most three quarters full. */
  private @Nullable Holding[] table = new Holding[SMALLEST];

  private int size;

  int size() {
    return size;
  }

  @Nullable Holding get(UUID id) {
    return table[slot(id.getMostSignificantBits(), id.getLeastSignificantBits())];
  }

  boolean contains(UUID id) {
    return get(id) != null;
  }

  /** Takes the place of the one with the same id, if there is one. */
  void put(Holding holding) {
    int slot = slot(holding.idHigh, holding.idLow);
    if (table[slot] == null) {
      size++;
    }
    table[slot] = holding;
    if (size > table.length / 4 * 3) {
      grow();
    }
  }

  private void grow() {
    @Nullable Holding[] old = table;
    table = new Holding[old.length * 2];
    for (Holding holding : old) {
      if (holding != null) {
        table[slot(holding.idHigh, holding.idLow)] = holding;
      }
    }
  }

  /**
   * Whoever was pushed on over the gap that this leaves moves up into it (Knuth, The Art of
   * Computer Programming, volume 3, section 6.4, algorithm R).
   */
  void remove(Holding gone) {
    int gap = slot(gone.idHigh, gone.idLow);
    if (table[gap] == null) {
      return;
    }
    size--;
    int slot = next(gap);
    for (Holding other = table[slot]; other != null; other = table[slot]) {
      int home = home(other.idHigh, other.idLow);
      if (distance(home, slot) >= distance(gap, slot)) {
        table[gap] = other;
        gap = slot;
      }
      slot = next(slot);
    }
    table[gap] = null;
  }

  /** Where the holding of that id is, or would be. */
  private int slot(long high, long low) {
    int slot = home(high, low);
    for (Holding other = table[slot]; other != null; other = table[slot]) {
      if (other.idHigh == high && other.idLow == low) {
        return slot;
      }
      slot = next(slot);
    }
    return slot;
  }

  private int home(long high, long low) {
    return (int) HashCommon.mix(HoldIds.shortened(high, low)) & table.length - 1;
  }

  private int next(int slot) {
    return slot + 1 & table.length - 1;
  }

  private int distance(int from, int to) {
    return to - from & table.length - 1;
  }

  void forEach(Consumer<Holding> action) {
    for (Holding holding : table) {
      if (holding != null) {
        action.accept(holding);
      }
    }
  }

  /** All of them, ascending by id. */
  List<Holding> sorted() {
    List<Holding> sorted = new ArrayList<>(size);
    forEach(sorted::add);
    sorted.sort(Holding.BY_ID);
    return sorted;
  }
}
