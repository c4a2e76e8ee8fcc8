package org.onsale.demo;

import java.util.ArrayList;
import java.util.List;
import org.onsale.demo.PlanSketch.Point;

/**
 * A theatre of about 1,200 seats on three levels and in boxes. All rows are arcs about one point
 * behind the stage, cut by two aisles.
 */
final class Theatre {
  private static final double CENTRE_X = 700;
  private static final double CENTRE_Y = -560;
  private static final double SEAT = 20;

  /** The levels reach this far to both sides, in radians. */
  private static final double REACH = 0.36;

  /** The aisles lie this far from the middle, in radians, and are this wide. */
  private static final double AISLE = 0.15;

  private static final double AISLE_WIDTH = 38;
  private static final double BOX_ANGLE = 0.465;

  /** No I and no O, which look like numbers. */
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";

  /** In its aisles stand the pillars that carry the circles. */
  private static final String PILLARS = "P";

  private static final String FLOOR = "#8080801a";

  private final PlanSketch sketch = new PlanSketch("Theatre", 1400, 1160);
  private final String premium = sketch.category("Premium stalls", "#b5179e");
  private final String stalls = sketch.category("Stalls", "#7048e8");
  private final String dress = sketch.category("Dress circle", "#1c7ed6");
  private final String upper = sketch.category("Upper circle", "#0ca678");
  private final String box = sketch.category("Boxes", "#f08c00");

  private Theatre() {}

  static PlanSketch draw() {
    var theatre = new Theatre();
    theatre.stalls();
    theatre.level("Dress Circle", theatre.dress, 1380, 6, 28);
    theatre.level("Upper Circle", theatre.upper, 1598, 4, 28);
    theatre.boxes();
    return theatre.sketch;
  }

  private void stalls() {
    PlanSketch.Zone zone = sketch.zone("Stalls", CENTRE_X, 220);
    stage(zone);
    int rows = 18;
    double first = 790;
    double step = 30;
    floor(zone, first, first + (rows - 1) * step);
    for (int row = 0; row < rows; row++) {
      boolean best = row >= 2 && row <= 9;
      row(
          zone,
          LETTERS.substring(row, row + 1),
          first + row * step,
          best ? premium : stalls,
          stalls);
    }
    zone.rows().getLast().viewNote("The circle above hides the top of the stage");
    name(zone, "Stalls", first - 30);
  }

  private static void stage(PlanSketch.Zone zone) {
    List<Point> outline = new ArrayList<>();
    outline.add(new Point(CENTRE_X - 210, 20));
    outline.add(new Point(CENTRE_X + 210, 20));
    outline.addAll(arc(712, 0.36, -0.36));
    zone.polygon(outline)
        .fill("#33364a")
        .border("#33364a")
        .text("Stage", CENTRE_X, 90, 34, "#ffffff");
  }

  private void level(String name, String category, double first, int rows, double step) {
    PlanSketch.Zone zone = sketch.zone(name, CENTRE_X, CENTRE_Y + first);
    floor(zone, first, first + (rows - 1) * step);
    for (int row = 0; row < rows; row++) {
      row(zone, LETTERS.substring(row, row + 1), first + row * step, category, category);
    }
    name(zone, name, first - 34);
  }

  private static void name(PlanSketch.Zone zone, String name, double radius) {
    zone.words(CENTRE_X, CENTRE_Y + radius).text(name, CENTRE_X, CENTRE_Y + radius, 18, "#808890");
  }

  /** What the seats of a level stand on. */
  private static void floor(PlanSketch.Zone zone, double inner, double outer) {
    List<Point> outline = new ArrayList<>(arc(inner - 18, -REACH - 0.045, REACH + 0.045));
    outline.addAll(arc(outer + 18, REACH + 0.045, -REACH - 0.045));
    zone.polygon(outline).fill(FLOOR);
  }

  private static void row(
      PlanSketch.Zone zone, String letter, double radius, String middle, String sides) {
    PlanSketch.Row row = zone.row(letter, "Row %s", "both");
    double halfAisle = AISLE_WIDTH / 2 / radius;
    block(row, radius, -REACH, -AISLE - halfAisle, sides);
    int left = row.size();
    block(row, radius, -AISLE + halfAisle, AISLE - halfAisle, middle);
    int right = row.size();
    block(row, radius, AISLE + halfAisle, REACH, sides);
    if (letter.equals(PILLARS)) {
      pillar(zone, row, left, at(radius - 15, -AISLE));
      pillar(zone, row, right, at(radius - 15, AISLE));
    }
  }

  /** In front of the aisle between a seat and the next. */
  private static void pillar(PlanSketch.Zone zone, PlanSketch.Row row, int before, Point at) {
    zone.circle(at.x(), at.y(), 7).fill("#33364a").border("#808080");
    row.viewNote(before, "Pillar to the right");
    row.viewNote(before + 1, "Pillar to the left");
  }

  /** As many seats as fit, in the middle of the block. */
  private static void block(
      PlanSketch.Row row, double radius, double from, double to, String category) {
    int seats = (int) ((to - from) * radius / SEAT + 1.001);
    double step = SEAT / radius;
    double start = (from + to) / 2 - step * (seats - 1) / 2;
    for (int seat = 0; seat < seats; seat++) {
      Point at = at(radius, start + seat * step);
      row.seat(at.x(), at.y(), category);
    }
  }

  /** Four boxes of four on either side of the stalls. */
  private void boxes() {
    PlanSketch.Zone zone = sketch.zone("Boxes", CENTRE_X, 220);
    zone.viewNote("Seen from the side: part of the stage is hidden");
    for (int number = 1; number <= 8; number++) {
      int side = number % 2 == 1 ? -1 : 1;
      double radius = 850 + (number - 1) / 2 * 100;
      double angle = side * BOX_ANGLE;
      Point corner = at(radius - 37, angle - 31 / radius);
      zone.rectangle(corner.x(), corner.y(), 62, 74)
          .rotate(Math.toDegrees(-angle))
          .fill(FLOOR)
          .border("#80808055");
      PlanSketch.Row row = zone.row(Integer.toString(number), "Box %s", "none");
      for (int seat = 0; seat < 4; seat++) {
        Point at =
            at(radius + (seat / 2 == 0 ? -15 : 15), angle + (seat % 2 == 0 ? -13 : 13) / radius);
        row.seat(at.x(), at.y(), box);
      }
    }
  }

  private static List<Point> arc(double radius, double from, double to) {
    List<Point> points = new ArrayList<>();
    int steps = 32;
    for (int step = 0; step <= steps; step++) {
      points.add(at(radius, from + (to - from) * step / steps));
    }
    return points;
  }

  /** Angle 0 looks straight at the stage; positive is to the right on the plan. */
  private static Point at(double radius, double angle) {
    return new Point(CENTRE_X + radius * Math.sin(angle), CENTRE_Y + radius * Math.cos(angle));
  }
}
