package org.onsale.seating;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onsale.seating.SeatingPlan.Point;

/**
 * A drawing of a plan file that has faults: as many of its seats as can be placed, and where its
 * faults are.
 *
 * @param seats at most {@link #MAX_SEATS}, evenly picked from all
 * @param marks of those faults that have a place on the drawing
 */
public record PlanSketch(List<Point> seats, List<Mark> marks) {
  /** More dots than these say nothing more, and make a page heavy. */
  public static final int MAX_SEATS = 6_000;

  /**
   * A fault on the drawing.
   *
   * @param number of the fault in the list of all that are told, from 1
   */
  public record Mark(int number, Point at) {}

  static PlanSketch of(PlanDocument document, List<Place> faults) {
    List<Point> seats = new ArrayList<>();
    zones(document).stream()
        .flatMap(zone -> rows(zone).stream())
        .forEach(row -> placed(row).forEach(seats::add));
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < faults.size(); i++) {
      int number = i + 1;
      at(faults.get(i)).ifPresent(point -> marks.add(new Mark(number, point)));
    }
    int step = Math.max(1, (seats.size() + MAX_SEATS - 1) / MAX_SEATS);
    List<Point> shown = new ArrayList<>();
    for (int i = 0; i < seats.size(); i += step) {
      shown.add(seats.get(i));
    }
    return new PlanSketch(List.copyOf(shown), List.copyOf(marks));
  }

  private static List<PlanDocument.Zone> zones(PlanDocument document) {
    return document.zones == null ? List.of() : document.zones;
  }

  private static List<PlanDocument.Row> rows(PlanDocument.Zone zone) {
    return zone.rows == null ? List.of() : zone.rows;
  }

  private static List<Point> placed(PlanDocument.Row row) {
    return row.seats == null
        ? List.of()
        : row.seats.stream().flatMap(seat -> own(seat).stream()).toList();
  }

  /** Where a part of the file is; what has no place of its own is where its parts are. */
  private static Optional<Point> at(Place place) {
    return switch (place) {
      case PlanDocument.Seat seat -> own(seat).or(() -> middle(placed(seat.row)));
      case PlanDocument.Row row -> middle(placed(row));
      case PlanDocument.Zone zone ->
          middle(rows(zone).stream().flatMap(row -> placed(row).stream()).toList());
      case PlanDocument.Area area -> sum(area.zone.position, area.position);
      case PlanDocument.Category category -> Optional.empty();
      case PlanDocument document -> Optional.empty();
    };
  }

  private static Optional<Point> own(PlanDocument.Seat seat) {
    return seat.position == null
        ? Optional.empty()
        : sum(seat.row.zone.position, seat.row.position, seat.position);
  }

  /**
   * Positions are relative to each other, and one that is not in the file is the beginning. Empty
   * when one of them is no place.
   */
  private static Optional<Point> sum(PlanDocument.@Nullable Position... positions) {
    double x = 0;
    double y = 0;
    for (PlanDocument.Position position : positions) {
      x += PlanCheck.x(position);
      y += PlanCheck.y(position);
    }
    return Double.isFinite(x) && Double.isFinite(y)
        ? Optional.of(new Point((float) x, (float) y))
        : Optional.empty();
  }

  private static Optional<Point> middle(List<Point> points) {
    if (points.isEmpty()) {
      return Optional.empty();
    }
    double x = points.stream().mapToDouble(Point::x).average().orElseThrow();
    double y = points.stream().mapToDouble(Point::y).average().orElseThrow();
    return Optional.of(new Point((float) x, (float) y));
  }
}
