package org.onsale.seating;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.ints.IntComparator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What follows from where the seats and areas of a plan lie. Of live seats only. */
final class Geometry {
  /** A gap wider than this many seat distances of its row is an aisle. */
  private static final double AISLE = 1.7;

  /** Of the usual distance between seats: they come close without touching. */
  private static final double RADIUS = 0.42;

  private static final float LONE_SEAT_RADIUS = 10;

  private static final Pattern STAGE =
      Pattern.compile(
          "\\b(stage|bühne|buehne|scène|scene|escenario|palco|palcoscenico|screen|leinwand|pitch"
              + "|playing field|spielfeld|ring|court|podium|dance floor|tanzfläche)\\b",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  private final SeatTable table;
  private final int[] seatsOf;
  private final int[][] rowSeats;
  private final List<int[]> runs = new ArrayList<>();
  private final SeatingPlan.Box bounds;
  private final float seatRadius;
  private final SeatingPlan.Point focalPoint;

  Geometry(SeatingPlan plan) {
    this.table = plan.table();
    this.seatsOf = new int[plan.categories().size() + 1];
    this.rowSeats = rows(plan);
    this.seatRadius = cutRuns();
    this.bounds = bounds(plan);
    this.focalPoint = focalPoint(plan);
  }

  private int[][] rows(SeatingPlan plan) {
    int rows = plan.rows().size();
    IntArrayList[] byRow = new IntArrayList[rows];
    Arrays.setAll(byRow, row -> new IntArrayList());
    for (int seat = 0; seat < table.size; seat++) {
      if (!table.withdrawn.get(seat)) {
        byRow[table.row[seat]].add(seat);
        seatsOf[table.category[seat]]++;
      }
    }
    int[][] ordered = new int[rows][];
    Arrays.setAll(ordered, row -> sideBySide(byRow[row].toIntArray()));
    return ordered;
  }

  /**
   * The seats along their row. Rows are straight, curved, or bent like a horseshoe, and files list
   * them by place, by number, or odd numbers first; so several orders are tried and the shortest
   * way along all seats wins.
   */
  private int[] sideBySide(int[] seats) {
    if (seats.length < 3) {
      return seats;
    }
    int[] best = seats;
    double shortest = length(seats);
    for (int[] candidate : List.of(byNumber(seats), byAxis(seats), byNeighbour(seats))) {
      double length = length(candidate);
      if (length < shortest * 0.999) {
        best = candidate;
        shortest = length;
      }
    }
    return best[0] <= best[best.length - 1] ? best : IntArrays.reverse(best.clone());
  }

  private double length(int[] seats) {
    double length = 0;
    for (int i = 1; i < seats.length; i++) {
      length += table.distance(seats[i - 1], seats[i]);
    }
    return length;
  }

  private int[] byNumber(int[] seats) {
    return sorted(
        seats,
        (one, other) -> {
          String first = table.number[one];
          String second = table.number[other];
          return first.length() != second.length()
              ? Integer.compare(first.length(), second.length())
              : first.compareTo(second);
        });
  }

  /** Along the line through the two seats farthest apart, by and large. */
  private int[] byAxis(int[] seats) {
    int one = farthestFrom(seats[0], seats);
    int other = farthestFrom(one, seats);
    double dx = (double) table.x[other] - table.x[one];
    double dy = (double) table.y[other] - table.y[one];
    return sorted(
        seats,
        (a, b) ->
            Double.compare(table.x[a] * dx + table.y[a] * dy, table.x[b] * dx + table.y[b] * dy));
  }

  private int farthestFrom(int seat, int[] seats) {
    int farthest = seat;
    double distance = -1;
    for (int other : seats) {
      double there = table.distance(seat, other);
      if (there > distance) {
        distance = there;
        farthest = other;
      }
    }
    return farthest;
  }

  /** From one end always on to the nearest seat left; for rows short enough for its square cost. */
  private int[] byNeighbour(int[] seats) {
    if (seats.length > 400) {
      return seats;
    }
    int[] left = seats.clone();
    int start = farthestFrom(seats[0], seats);
    for (int i = 0; i < left.length; i++) {
      int nearest = i;
      for (int j = i; j < left.length; j++) {
        if (i == 0 ? left[j] == start : nearer(left[i - 1], left[j], left[nearest])) {
          nearest = j;
        }
      }
      int next = left[nearest];
      left[nearest] = left[i];
      left[i] = next;
    }
    return left;
  }

  private boolean nearer(int from, int one, int other) {
    return table.distance(from, one) < table.distance(from, other);
  }

  private static int[] sorted(int[] seats, IntComparator comparator) {
    int[] sorted = seats.clone();
    IntArrays.stableSort(sorted, comparator);
    return sorted;
  }

  /** Cuts the rows at their aisles and says how large seats can be drawn. */
  private float cutRuns() {
    double[] spacings = new double[rowSeats.length];
    int known = 0;
    for (int[] row : rowSeats) {
      double spacing = spacing(row);
      if (spacing > 0) {
        spacings[known++] = spacing;
      }
      cut(row, spacing);
    }
    if (known == 0) {
      return LONE_SEAT_RADIUS;
    }
    Arrays.sort(spacings, 0, known);
    return SeatTable.units(SeatTable.hundredths(spacings[known / 2] * RADIUS));
  }

  /** The usual distance of neighbours: the median, which aisles do not move. */
  private double spacing(int[] row) {
    if (row.length < 2) {
      return 0;
    }
    double[] distances = new double[row.length - 1];
    Arrays.setAll(distances, i -> table.distance(row[i], row[i + 1]));
    Arrays.sort(distances);
    return distances[(distances.length - 1) / 2];
  }

  private void cut(int[] row, double spacing) {
    int start = 0;
    for (int i = 1; i <= row.length; i++) {
      if (i == row.length || table.distance(row[i - 1], row[i]) > spacing * AISLE) {
        runs.add(Arrays.copyOfRange(row, start, i));
        start = i;
      }
    }
  }

  private SeatingPlan.Box bounds(SeatingPlan plan) {
    var box = new Growing();
    SeatingPlan.Point size = plan.size();
    if (size != null) {
      box.include(0, 0, 0);
      box.include(size.x(), size.y(), 0);
    }
    for (int seat = 0; seat < table.size; seat++) {
      if (!table.withdrawn.get(seat)) {
        float radius = table.radius[seat] == 0 ? seatRadius : SeatTable.units(table.radius[seat]);
        box.include(SeatTable.units(table.x[seat]), SeatTable.units(table.y[seat]), radius);
      }
    }
    plan.areas().forEach(area -> include(box, area));
    return box.box();
  }

  private static void include(Growing box, Area area) {
    switch (area.shape()) {
      case Area.Polygon polygon -> polygon.points().forEach(point -> corner(box, area, point));
      case Area.Rectangle(float width, float height) -> {
        corner(box, area, new SeatingPlan.Point(0, 0));
        corner(box, area, new SeatingPlan.Point(width, 0));
        corner(box, area, new SeatingPlan.Point(0, height));
        corner(box, area, new SeatingPlan.Point(width, height));
      }
      case Area.Ellipse(float x, float y) -> around(box, area, Math.max(x, y));
      case Area.Circle(float radius) -> around(box, area, radius);
      case Area.Words() -> around(box, area, 0);
    }
  }

  private static void corner(Growing box, Area area, SeatingPlan.Point point) {
    SeatingPlan.Point turned = turned(area, point);
    box.include(turned.x(), turned.y(), 0);
  }

  private static void around(Growing box, Area area, float radius) {
    box.include(area.origin().x(), area.origin().y(), radius);
  }

  /** A point of the area on the plan. */
  private static SeatingPlan.Point turned(Area area, SeatingPlan.Point point) {
    double angle = Math.toRadians(area.rotation());
    double x = point.x() * Math.cos(angle) - point.y() * Math.sin(angle);
    double y = point.x() * Math.sin(angle) + point.y() * Math.cos(angle);
    return new SeatingPlan.Point((float) (area.origin().x() + x), (float) (area.origin().y() + y));
  }

  private SeatingPlan.Point focalPoint(SeatingPlan plan) {
    Area named = null;
    Area shape = null;
    for (Area area : plan.areas()) {
      Area.Text text = area.text();
      if (named == null && text != null && STAGE.matcher(text.text()).find()) {
        named = area;
      }
      if (shape == null && !(area.shape() instanceof Area.Words)) {
        shape = area;
      }
    }
    @Nullable Area chosen = named != null ? named : shape;
    return chosen != null ? middle(chosen) : upperMiddle();
  }

  private static SeatingPlan.Point middle(Area area) {
    return turned(
        area,
        switch (area.shape()) {
          case Area.Polygon polygon -> {
            var box = new Growing();
            polygon.points().forEach(point -> box.include(point.x(), point.y(), 0));
            yield box.middle();
          }
          case Area.Rectangle(float width, float height) ->
              new SeatingPlan.Point(width / 2, height / 2);
          case Area.Ellipse ellipse -> new SeatingPlan.Point(0, 0);
          case Area.Circle circle -> new SeatingPlan.Point(0, 0);
          case Area.Words words -> {
            Area.Text text = area.text();
            yield text == null ? new SeatingPlan.Point(0, 0) : text.position();
          }
        });
  }

  private SeatingPlan.Point upperMiddle() {
    double sum = 0;
    int top = Integer.MAX_VALUE;
    int seats = 0;
    for (int seat = 0; seat < table.size; seat++) {
      if (!table.withdrawn.get(seat)) {
        sum += table.x[seat];
        top = Math.min(top, table.y[seat]);
        seats++;
      }
    }
    return new SeatingPlan.Point((float) (sum / seats / 100), SeatTable.units(top));
  }

  /** A box that grows with what it must hold. */
  private static final class Growing {
    private float left = Float.POSITIVE_INFINITY;
    private float top = Float.POSITIVE_INFINITY;
    private float right = Float.NEGATIVE_INFINITY;
    private float bottom = Float.NEGATIVE_INFINITY;

    void include(float x, float y, float radius) {
      left = Math.min(left, x - radius);
      top = Math.min(top, y - radius);
      right = Math.max(right, x + radius);
      bottom = Math.max(bottom, y + radius);
    }

    SeatingPlan.Box box() {
      return new SeatingPlan.Box(left, top, right - left, bottom - top);
    }

    SeatingPlan.Point middle() {
      return new SeatingPlan.Point((left + right) / 2, (top + bottom) / 2);
    }
  }

  int seatsOf(int category) {
    return seatsOf[category];
  }

  int[] rowSeats(int row) {
    return rowSeats[row].clone();
  }

  List<int[]> runs() {
    return List.copyOf(runs);
  }

  SeatingPlan.Box bounds() {
    return bounds;
  }

  float seatRadius() {
    return seatRadius;
  }

  SeatingPlan.Point focalPoint() {
    return focalPoint;
  }
}
