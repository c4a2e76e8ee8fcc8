package org.onsale.backoffice;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onsale.seating.PlanSketch;
import org.onsale.seating.SeatingPlan.Point;

/**
 * A drawing of a plan file with its faults: a dot for each seat, a ring with its number for each
 * fault. Faults at one place share a ring.
 *
 * @param viewBox of the SVG
 * @param dots the seats, as the data of an SVG path
 * @param dot how wide a dot is
 * @param count how many faults are shown
 */
public record FaultPicture(String viewBox, String dots, String dot, List<Ring> rings, int count) {
  /** The drawing's longer side is so many times the radius of a ring. */
  private static final double RINGS = 60;

  private static final double DOTS = 240;
  private static final double ROOM = 2.5;

  /** The numbers of the faults at one place. */
  public record Ring(String x, String y, String radius, String size, String numbers) {}

  /** Null when no fault has a place on the drawing. */
  static @Nullable FaultPicture of(PlanSketch sketch) {
    List<PlanSketch.Mark> marks = sketch.marks();
    if (marks.isEmpty()) {
      return null;
    }
    List<Point> all =
        Stream.concat(sketch.seats().stream(), marks.stream().map(PlanSketch.Mark::at)).toList();
    DoubleSummaryStatistics across = all.stream().mapToDouble(Point::x).summaryStatistics();
    DoubleSummaryStatistics down = all.stream().mapToDouble(Point::y).summaryStatistics();
    double width = across.getMax() - across.getMin();
    double height = down.getMax() - down.getMin();
    double side = Math.max(1, Math.max(width, height));
    double radius = side / RINGS;
    double room = ROOM * radius;
    return new FaultPicture(
        String.join(
            " ",
            number(across.getMin() - room),
            number(down.getMin() - room),
            number(width + 2 * room),
            number(height + 2 * room)),
        sketch.seats().stream()
            .map(seat -> "M" + number(seat.x()) + " " + number(seat.y()) + "h0")
            .collect(Collectors.joining()),
        number(side / DOTS),
        rings(marks, radius),
        marks.size());
  }

  private static List<Ring> rings(List<PlanSketch.Mark> marks, double radius) {
    Map<String, List<PlanSketch.Mark>> byPlace =
        marks.stream()
            .collect(
                Collectors.groupingBy(
                    mark -> number(mark.at().x()) + " " + number(mark.at().y()),
                    TreeMap::new,
                    Collectors.toList()));
    return byPlace.values().stream()
        .map(
            here -> {
              Point at = here.getFirst().at();
              String numbers =
                  here.size() == 1
                      ? Integer.toString(here.getFirst().number())
                      : here.getFirst().number() + "+";
              return new Ring(
                  number(at.x()), number(at.y()), number(radius), number(radius * 1.1), numbers);
            })
        .toList();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
