package org.onsale.inventory;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

/**
 * How the seats of a plan lie beside each other and how far they are from the focal point, for
 * {@link BestAvailable} and {@link SingleSeats}; immutable and shared.
 *
 * <p>All seats of a row stand at successive <em>positions</em>, row after row; a gap in a row (an
 * aisle) begins a new row here. Some 14 bytes a seat.
 */
public final class SeatOrder {
  /** Rows around each row that count as its neighbours. */
  static final int NEAR = 8;

  /** Sixteenths of the plan's unit; so many that the sum of a whole party's fits into 30 bits. */
  private static final int FARTHEST = (1 << 26) - 1;

  private static final int PER_UNIT = 16;

  private final int[] seats;
  private final int[] starts;
  private final int[] positions;
  private final short[] categories;
  private final int[] distances;
  private final int[][] near;

  private SeatOrder(
      int[] seats,
      int[] starts,
      int[] positions,
      short[] categories,
      int[] distances,
      int[][] near) {
    this.seats = seats;
    this.starts = starts;
    this.positions = positions;
    this.categories = categories;
    this.distances = distances;
    this.near = near;
  }

  /**
   * @param rows the seat indexes of each row in the order in which they stand
   * @param category the category of a seat, from 0 to 32,767
   * @param x where a seat is, in any unit; {@code y} likewise
   * @param focusX where the focal point is
   */
  public static SeatOrder of(
      List<int[]> rows,
      IntUnaryOperator category,
      IntToDoubleFunction x,
      IntToDoubleFunction y,
      double focusX,
      double focusY) {
    int[] seats = rows.stream().flatMapToInt(Arrays::stream).toArray();
    int[] starts = new int[rows.size() + 1];
    for (int row = 0; row < rows.size(); row++) {
      starts[row + 1] = starts[row] + rows.get(row).length;
    }
    int[] positions = new int[Arrays.stream(seats).max().orElse(-1) + 1];
    Arrays.fill(positions, -1);
    short[] categories = new short[seats.length];
    int[] distances = new int[seats.length];
    for (int position = 0; position < seats.length; position++) {
      int seat = seats[position];
      positions[seat] = position;
      categories[position] = (short) category.applyAsInt(seat);
      double across = x.applyAsDouble(seat) - focusX;
      double down = y.applyAsDouble(seat) - focusY;
      double far = Math.sqrt(across * across + down * down) * PER_UNIT;
      distances[position] = (int) Math.min(FARTHEST, Math.round(far));
    }
    return new SeatOrder(
        seats, starts, positions, categories, distances, NearRows.of(rows, x, y, NEAR));
  }

  int rows() {
    return starts.length - 1;
  }

  /** How many positions there are. */
  int size() {
    return seats.length;
  }

  /** The first position of a row; it ends before the first of the next. */
  int start(int row) {
    return starts[row];
  }

  int end(int row) {
    return starts[row + 1];
  }

  int seat(int position) {
    return seats[position];
  }

  /** Where a seat stands; −1 for one that this plan does not have. */
  int position(int seat) {
    return seat < positions.length ? positions[seat] : -1;
  }

  int rowAt(int position) {
    int found = Arrays.binarySearch(starts, position);
    return found >= 0 ? found : -found - 2;
  }

  int category(int position) {
    return categories[position];
  }

  int distance(int position) {
    return distances[position];
  }

  /** The rows around a row, the nearest first. */
  int[] near(int row) {
    return near[row];
  }
}
