package org.onsale.seating;

import java.util.BitSet;

/**
 * The seats of a plan as columns, by index: 20 bytes a seat instead of an object each.
 *
 * <p>Lengths are whole hundredths of the plan's unit, so that they are stored, compared and written
 * exactly. Package-private and never changed once its plan is built.
 */
final class SeatTable {
  final int size;
  final int[] x;
  final int[] y;

  /** Zero where the file gives none. */
  final int[] radius;

  final short[] category;
  final int[] row;

  /** The seat's number, shared between seats of the same number. */
  final String[] number;

  final BitSet withdrawn;

  SeatTable(int size) {
    this.size = size;
    this.x = new int[size];
    this.y = new int[size];
    this.radius = new int[size];
    this.category = new short[size];
    this.row = new int[size];
    this.number = new String[size];
    this.withdrawn = new BitSet(size);
  }

  /** A length of a file as it is kept. */
  static int hundredths(double length) {
    return (int) Math.round(length * 100);
  }

  static float units(int hundredths) {
    return hundredths / 100f;
  }

  double distance(int one, int other) {
    return Math.hypot((double) x[one] - x[other], (double) y[one] - y[other]) / 100;
  }
}
