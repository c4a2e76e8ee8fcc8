package org.onsale.inventory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The ways to part a party of people who cannot sit together, the best first: nobody alone, or as
 * few as possible; then few parts; then equal ones.
 */
final class Parties {
  private static final List<List<int[]>> ALL = new ArrayList<>();

  static {
    for (int size = 0; size <= Command.Best.MOST; size++) {
      List<int[]> ways = new ArrayList<>();
      part(size, size - 1, new ArrayList<>(), ways);
      ways.sort(
          Comparator.<int[]>comparingInt(Parties::alone)
              .thenComparingInt(parts -> parts.length)
              .thenComparingInt(parts -> parts[0] - parts[parts.length - 1])
              .thenComparingInt(parts -> parts[0]));
      ALL.add(List.copyOf(ways));
    }
  }

  private Parties() {}

  private static void part(int rest, int largest, List<Integer> parts, List<int[]> ways) {
    if (rest == 0 && !parts.isEmpty()) {
      ways.add(parts.stream().mapToInt(Integer::intValue).toArray());
    }
    for (int next = Math.min(rest, largest); next > 0; next--) {
      parts.add(next);
      part(rest - next, next, parts, ways);
      parts.removeLast();
    }
  }

  /** Each way as the sizes of its parts, the largest first. */
  static List<int[]> of(int size) {
    return ALL.get(size);
  }

  /** How many sit alone. */
  static int alone(int[] parts) {
    int alone = 0;
    while (alone < parts.length && parts[parts.length - 1 - alone] == 1) {
      alone++;
    }
    return alone;
  }
}
