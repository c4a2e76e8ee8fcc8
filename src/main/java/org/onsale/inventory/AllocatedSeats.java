package org.onsale.inventory;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;

/** The allocation of each seat: two bytes a seat, and nothing while no seat has one. */
final class AllocatedSeats {
  /** By seat, the allocation plus one; 0 for none. As long as the last seat needs. */
  private short[] codes = {};

  private int count;

  /** How many seats have an allocation. */
  int count() {
    return count;
  }

  /** {@link AllocationId#NONE} for a seat that is the public's. */
  int of(int seat) {
    return seat < codes.length ? codes[seat] - 1 : AllocationId.NONE;
  }

  /**
   * @param allocation {@link AllocationId#NONE} takes the seat out of the one it has
   */
  void set(int seat, int allocation, int seatCount) {
    if (codes.length <= seat) {
      codes = Arrays.copyOf(codes, seatCount);
    }
    count += (allocation == AllocationId.NONE ? 0 : 1) - (codes[seat] == 0 ? 0 : 1);
    codes[seat] = (short) (allocation + 1);
    if (count == 0) {
      codes = new short[0];
    }
  }

  /** The seats of an allocation, ascending. */
  IntArrayList seatsOf(int allocation) {
    IntArrayList seats = new IntArrayList();
    for (int seat = 0; seat < codes.length; seat++) {
      if (codes[seat] == allocation + 1) {
        seats.add(seat);
      }
    }
    return seats;
  }
}
