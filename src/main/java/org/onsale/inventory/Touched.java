package org.onsale.inventory;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.BitSet;

/** The seats that changes have touched since they were last asked for, each once. */
final class Touched {
  /** To clear a list costs nothing, but it keeps the room that it once had. */
  private static final int MANY = 4_096;

  private final BitSet known = new BitSet();
  private IntArrayList seats = new IntArrayList();

  void add(int seat) {
    if (!known.get(seat)) {
      known.set(seat);
      seats.add(seat);
    }
  }

  /** In the order in which they were touched first; then none is. */
  int[] drain() {
    int[] drained = seats.toIntArray();
    if (drained.length > MANY) {
      known.clear();
      seats = new IntArrayList();
    } else {
      for (int seat : drained) {
        known.clear(seat);
      }
      seats.clear();
    }
    return drained;
  }
}
