package org.onsale.inventory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Best available as one would write it without thought for time: a list of all places in the venue,
 * sorted, for every question.
 */
final class BestAvailableModel {

  /** So many free seats side by side. */
  record Place(int row, List<Integer> seats, int singles, long distance) {}

  private static final Comparator<Place> BEST =
      Comparator.comparingInt(Place::singles)
          .thenComparingLong(Place::distance)
          .thenComparingInt(Place::row);

  private final SeatOrder order;
  private final @Nullable Integer category;
  private final Set<Integer> free;

  /**
   * @param free seats, by index
   */
  BestAvailableModel(SeatOrder order, @Nullable Integer category, Set<Integer> free) {
    this.order = order;
    this.category = category;
    this.free = new HashSet<>(free);
  }

  /** Null when there are not enough seats. */
  @Nullable List<Integer> choose(int quantity) {
    if (wanted() < quantity) {
      return null;
    }
    List<Integer> together = seated(new int[] {quantity}, null);
    if (together != null) {
      return together;
    }
    List<int[]> ways = Parties.of(quantity);
    for (int alone = 0; alone <= quantity; alone++) {
      int most = alone;
      List<int[]> kind = ways.stream().filter(way -> Parties.alone(way) == most).toList();
      for (int[] way : kind) {
        for (Place anchor : places(way[0], null)) {
          if (isBestOfRow(anchor, way[0]) && isAnchor(anchor, way[0])) {
            List<Integer> seats = seated(way, anchor);
            if (seats != null) {
              return seats;
            }
          }
        }
      }
      for (int[] way : kind) {
        List<Integer> seats = seated(way, null);
        if (seats != null) {
          return seats;
        }
      }
    }
    throw new AssertionError("no way to seat " + quantity);
  }

  private long wanted() {
    return IntStream.range(0, order.size()).filter(this::isWanted).count();
  }

  private boolean isWanted(int position) {
    return free.contains(order.seat(position))
        && (category == null || order.category(position) == category);
  }

  private boolean isBestOfRow(Place place, int size) {
    return places(size, Set.of(place.row())).getFirst().equals(place);
  }

  private boolean isAnchor(Place place, int size) {
    return places(size, null).stream()
        .map(Place::row)
        .distinct()
        .limit(BestAvailable.ANCHORS)
        .anyMatch(row -> row == place.row());
  }

  /** Seats the parts one after the other, in the anchor's row and around it or anywhere. */
  private @Nullable List<Integer> seated(int[] parts, @Nullable Place anchor) {
    List<Integer> seats = new ArrayList<>();
    List<Integer> around = new ArrayList<>();
    if (anchor != null) {
      around.add(anchor.row());
      for (int row : order.near(anchor.row())) {
        around.add(row);
      }
    }
    for (int i = 0; i < parts.length; i++) {
      List<Place> places =
          anchor == null
              ? places(parts[i], null)
              : i == 0 ? List.of(anchor) : places(parts[i], new HashSet<>(around));
      if (anchor != null) {
        places =
            places.stream()
                .sorted(
                    Comparator.comparingInt(Place::singles)
                        .thenComparingLong(Place::distance)
                        .thenComparingInt(place -> around.indexOf(place.row())))
                .toList();
      }
      if (places.isEmpty()) {
        free.addAll(seats);
        return null;
      }
      seats.addAll(places.getFirst().seats());
      free.removeAll(places.getFirst().seats());
    }
    free.addAll(seats);
    return seats;
  }

  /** All places for a party, the best first. */
  List<Place> places(int size, @Nullable Set<Integer> rows) {
    List<Place> places = new ArrayList<>();
    for (int row = 0; row < order.rows(); row++) {
      if (rows != null && !rows.contains(row)) {
        continue;
      }
      for (int from = order.start(row); from + size <= order.end(row); from++) {
        if (IntStream.range(from, from + size).allMatch(this::isWanted)) {
          places.add(place(row, from, size));
        }
      }
    }
    places.sort(BEST);
    return places;
  }

  private Place place(int row, int from, int size) {
    List<Integer> seats = IntStream.range(from, from + size).mapToObj(order::seat).toList();
    int singles = 0;
    for (int beside : new int[] {from - 1, from + size}) {
      int beyond = beside < from ? beside - 1 : beside + 1;
      if (isFree(row, beside) && !isFree(row, beyond)) {
        singles++;
      }
    }
    long distance = IntStream.range(from, from + size).mapToLong(order::distance).sum();
    return new Place(row, seats, singles, distance);
  }

  private boolean isFree(int row, int position) {
    return position >= order.start(row)
        && position < order.end(row)
        && free.contains(order.seat(position));
  }
}
