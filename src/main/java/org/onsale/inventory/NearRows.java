package org.onsale.inventory;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Finds the rows around each row by the distance of their middles. Looks from each row outwards
 * along the longer side of the venue, until what follows must be farther than what is found.
 */
final class NearRows {
  private final double[] along;
  private final double[] across;
  private final int[] sorted;
  private final int count;

  private NearRows(double[] along, double[] across, int count) {
    this.along = along;
    this.across = across;
    this.count = Math.min(count, along.length - 1);
    this.sorted = new int[along.length];
    Arrays.setAll(sorted, row -> row);
    IntArrays.stableSort(sorted, (a, b) -> Double.compare(along[a], along[b]));
  }

  /** For each row at most {@code count} others, the nearest first. */
  static int[][] of(List<int[]> rows, IntToDoubleFunction x, IntToDoubleFunction y, int count) {
    if (rows.isEmpty()) {
      return new int[0][];
    }
    double[] middleX = middles(rows, x);
    double[] middleY = middles(rows, y);
    NearRows search =
        extent(middleX) > extent(middleY)
            ? new NearRows(middleX, middleY, count)
            : new NearRows(middleY, middleX, count);
    return search.all();
  }

  private static double[] middles(List<int[]> rows, IntToDoubleFunction coordinate) {
    return rows.stream()
        .mapToDouble(row -> Arrays.stream(row).mapToDouble(coordinate).average().orElse(0))
        .toArray();
  }

  private static double extent(double[] values) {
    return Arrays.stream(values).max().orElse(0) - Arrays.stream(values).min().orElse(0);
  }

  private int[][] all() {
    int[][] near = new int[sorted.length][];
    for (int place = 0; place < sorted.length; place++) {
      near[sorted[place]] = around(place);
    }
    return near;
  }

  private int[] around(int place) {
    int row = sorted[place];
    int[] found = new int[count];
    double[] squares = new double[count];
    Arrays.fill(squares, Double.POSITIVE_INFINITY);
    int before = place - 1;
    int after = place + 1;
    while (before >= 0 || after < sorted.length) {
      double left = before < 0 ? Double.POSITIVE_INFINITY : along[row] - along[sorted[before]];
      double right =
          after == sorted.length ? Double.POSITIVE_INFINITY : along[sorted[after]] - along[row];
      double nearest = Math.min(left, right);
      if (count == 0 || nearest * nearest > squares[count - 1]) {
        break;
      }
      int other = left <= right ? sorted[before--] : sorted[after++];
      double aside = across[row] - across[other];
      insert(found, squares, other, nearest * nearest + aside * aside);
    }
    return found;
  }

  private static void insert(int[] found, double[] squares, int row, double square) {
    int at = squares.length;
    while (at > 0 && square < squares[at - 1]) {
      at--;
    }
    if (at == squares.length) {
      return;
    }
    System.arraycopy(found, at, found, at + 1, found.length - at - 1);
    System.arraycopy(squares, at, squares, at + 1, found.length - at - 1);
    found[at] = row;
    squares[at] = square;
  }
}
