package org.onsale.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.onsale.demo.PlanSketch.Point;

/**
 * A stadium of {@value #SEATS} seats: three tiers around a pitch of 105 by 68 metres, ten units to
 * the metre. Every row keeps one distance from the pitch, straight along its sides and round about
 * its corners; aisles cut the tiers into blocks.
 */
final class Stadium {
  static final int SEATS = 80_000;

  private static final double LENGTH = 1050;
  private static final double WIDTH = 680;
  private static final double SEAT = 5;
  private static final double AISLE = 13;
  private static final int MARGIN = 60;

  /**
   * @param first distance of the first row from the pitch
   * @param depth from row to row
   * @param corner blocks in each corner
   */
  private record Tier(String letter, double first, int rows, double depth, int corner) {
    double last() {
      return first + (rows - 1) * depth;
    }
  }

  private static final List<Tier> TIERS =
      List.of(
          new Tier("A", 80, 28, 8, 2), new Tier("B", 340, 13, 8, 3), new Tier("C", 480, 31, 8, 4));

  /** Blocks along each long and each short side. */
  private static final int LONG_BLOCKS = 7;

  private static final int SHORT_BLOCKS = 5;

  /** One seat fewer each. */
  private static final Set<String> BLOCKS_WITH_A_GATE =
      Set.of("C2", "C6", "C13", "C15", "C22", "C26", "C33", "C35");

  private static final double OUTER = TIERS.getLast().last() + 46;
  private static final double CENTRE_X = LENGTH / 2 + OUTER + MARGIN;
  private static final double CENTRE_Y = WIDTH / 2 + OUTER + MARGIN;

  private final PlanSketch sketch =
      new PlanSketch("Stadium", (int) (2 * CENTRE_X), (int) (2 * CENTRE_Y));
  private final String halfway = sketch.category("Halfway line", "#c2255c");
  private final String side = sketch.category("Long side", "#6741d9");
  private final String corner = sketch.category("Corner", "#1971c2");
  private final String goal = sketch.category("Behind the goal", "#2f9e44");
  private final String upper = sketch.category("Upper tier", "#e8590c");

  /** The straights and bends around the pitch, clockwise from the upper left. */
  private enum Edge {
    TOP,
    TOP_RIGHT,
    RIGHT,
    BOTTOM_RIGHT,
    BOTTOM,
    BOTTOM_LEFT,
    LEFT,
    TOP_LEFT;

    boolean bend() {
      return ordinal() % 2 == 1;
    }

    boolean longSide() {
      return this == TOP || this == BOTTOM;
    }
  }

  private Stadium() {}

  static PlanSketch draw() {
    var stadium = new Stadium();
    for (Tier tier : TIERS) {
      int number = 1;
      for (Edge edge : Edge.values()) {
        int blocks = edge.bend() ? tier.corner() : edge.longSide() ? LONG_BLOCKS : SHORT_BLOCKS;
        for (int block = 0; block < blocks; block++) {
          stadium.block(tier, tier.letter() + number, edge, block, blocks);
          number++;
        }
      }
    }
    return stadium.sketch;
  }

  private void block(Tier tier, String name, Edge edge, int block, int blocks) {
    double from = (double) block / blocks;
    double to = (block + 1.0) / blocks;
    Point middle = at(edge, (from + to) / 2, (tier.first() + tier.last()) / 2);
    PlanSketch.Zone zone = sketch.zone(name, Math.round(middle.x()), Math.round(middle.y()));
    if (sketch.zones().size() == 1) {
      ground(zone);
    }
    String category = category(tier, edge, block, blocks);
    for (int row = 0; row < tier.rows(); row++) {
      double distance = tier.first() + row * tier.depth();
      double length = length(edge, distance);
      int seats = (int) (((to - from) * length - AISLE) / SEAT + 1) - stairs(tier, name, row);
      if (seats < 1) {
        continue;
      }
      PlanSketch.Row drawn = zone.row(Integer.toString(row + 1), "Row %s", "start");
      double start = (from + to) / 2 - SEAT * (seats - 1) / 2 / length;
      for (int seat = 0; seat < seats; seat++) {
        Point at = at(edge, start + seat * SEAT / length, distance);
        drawn.seat(at.x(), at.y(), category);
      }
    }
    Point sign = at(edge, (from + to) / 2, tier.last() + 22);
    zone.words(sign.x(), sign.y()).text(name, sign.x(), sign.y(), 16, "#808890");
  }

  /**
   * The seats that the last rows of the upper tier leave to its stairs; they make the sum right.
   */
  private static int stairs(Tier tier, String block, int row) {
    int fromTop = tier.rows() - 1 - row;
    if (!tier.letter().equals("C") || fromTop > 3) {
      return 0;
    }
    if (fromTop > 0) {
      return 4;
    }
    return BLOCKS_WITH_A_GATE.contains(block) ? 7 : 6;
  }

  private String category(Tier tier, Edge edge, int block, int blocks) {
    if (tier.letter().equals("C")) {
      return upper;
    }
    if (edge.bend()) {
      return corner;
    }
    if (!edge.longSide()) {
      return tier.letter().equals("A") ? goal : corner;
    }
    return Math.abs(block - blocks / 2) <= 1 ? halfway : side;
  }

  /** What lies behind the seats: the bowl, the grass and its lines. */
  private static void ground(PlanSketch.Zone zone) {
    zone.polygon(ring(OUTER)).fill("#80808014").border("#80808040");
    zone.polygon(ring(62)).fill("#2b8a3e").border("#2b8a3e");
    double left = CENTRE_X - LENGTH / 2;
    double top = CENTRE_Y - WIDTH / 2;
    int stripes = 14;
    for (int stripe = 0; stripe < stripes; stripe += 2) {
      zone.rectangle(left + stripe * LENGTH / stripes, top, LENGTH / stripes, WIDTH)
          .fill("#37a04b");
    }
    String line = "#ffffffcc";
    zone.rectangle(left, top, LENGTH, WIDTH).border(line);
    zone.rectangle(CENTRE_X, top, 1, WIDTH).fill(line);
    zone.circle(CENTRE_X, CENTRE_Y, 91.5).border(line);
    zone.circle(CENTRE_X, CENTRE_Y, 5).fill(line);
    for (int end = 0; end < 2; end++) {
      zone.rectangle(end == 0 ? left : left + LENGTH - 165, CENTRE_Y - 201.5, 165, 403)
          .border(line);
      zone.rectangle(end == 0 ? left : left + LENGTH - 55, CENTRE_Y - 91.5, 55, 183).border(line);
    }
  }

  /** One line at that distance all around. */
  private static List<Point> ring(double distance) {
    List<Point> points = new ArrayList<>();
    for (Edge edge : Edge.values()) {
      int steps = edge.bend() ? 16 : 1;
      for (int step = 0; step <= steps; step++) {
        points.add(at(edge, (double) step / steps, distance));
      }
    }
    return points;
  }

  private static double length(Edge edge, double distance) {
    return edge.bend() ? Math.PI / 2 * distance : edge.longSide() ? LENGTH : WIDTH;
  }

  /**
   * @param along from 0 to 1, clockwise
   */
  private static Point at(Edge edge, double along, double distance) {
    double right = CENTRE_X + LENGTH / 2;
    double left = CENTRE_X - LENGTH / 2;
    double top = CENTRE_Y - WIDTH / 2;
    double bottom = CENTRE_Y + WIDTH / 2;
    return switch (edge) {
      case TOP -> new Point(left + along * LENGTH, top - distance);
      case RIGHT -> new Point(right + distance, top + along * WIDTH);
      case BOTTOM -> new Point(right - along * LENGTH, bottom + distance);
      case LEFT -> new Point(left - distance, bottom - along * WIDTH);
      case TOP_RIGHT -> bend(right, top, -90 + along * 90, distance);
      case BOTTOM_RIGHT -> bend(right, bottom, along * 90, distance);
      case BOTTOM_LEFT -> bend(left, bottom, 90 + along * 90, distance);
      case TOP_LEFT -> bend(left, top, 180 + along * 90, distance);
    };
  }

  private static Point bend(double x, double y, double degrees, double distance) {
    double angle = Math.toRadians(degrees);
    return new Point(x + distance * Math.cos(angle), y + distance * Math.sin(angle));
  }
}
