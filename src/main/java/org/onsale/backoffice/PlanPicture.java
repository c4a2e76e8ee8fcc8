package org.onsale.backoffice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onsale.seating.Area;
import org.onsale.seating.SeatingPlan;

/**
 * A small picture of a seating plan: what lies behind the seats, and one path per category over it.
 * The path has a dot per seat; in a very large plan, where dots would be finer than the screen's
 * and beat with them, it has a band per run of seats.
 *
 * @param viewBox of the SVG
 * @param dot the width of a dot or a band in the plan's units
 */
public record PlanPicture(
    String viewBox, String dot, List<Ground> grounds, List<Word> words, List<Layer> layers) {
  private static final int MAX_DOTS = 6_000;

  /** A band is so much wider than its seats that neighbouring rows touch. */
  private static final float BAND = 2f;

  /** The seats of one category, as the data of an SVG path. */
  public record Layer(String color, String path) {}

  /** An area, as the data of an SVG path. */
  public record Ground(String path, String transform, String fill, String stroke) {}

  /** The text of an area; without a colour it has the page's. */
  public record Word(
      String text, String x, String y, String size, String transform, String color) {}

  static PlanPicture of(SeatingPlan plan) {
    int step = Math.max(1, plan.seats() / MAX_DOTS);
    float width = plan.seatRadius() * 2 * (step == 1 ? 1 : BAND);
    SeatingPlan.Box box = plan.bounds();
    String viewBox =
        String.format(
            Locale.ROOT,
            "%.1f %.1f %.1f %.1f",
            box.x() - width,
            box.y() - width,
            box.width() + 2 * width,
            box.height() + 2 * width);
    return new PlanPicture(
        viewBox,
        number(width),
        plan.areas().stream().map(PlanPicture::ground).toList(),
        plan.areas().stream().flatMap(area -> word(area).stream()).toList(),
        layers(plan, step));
  }

  private static List<Layer> layers(SeatingPlan plan, int step) {
    Map<Integer, StringBuilder> paths = new HashMap<>();
    for (int[] run : plan.runs()) {
      for (int from = 0, to; from < run.length; from = to) {
        int category = plan.category(run[from]);
        to = from + 1;
        while (to < run.length && plan.category(run[to]) == category) {
          to++;
        }
        StringBuilder path = paths.computeIfAbsent(category, none -> new StringBuilder());
        if (step == 1) {
          dots(path, plan, run, from, to);
        } else {
          band(path, plan, run, from, to, step);
        }
      }
    }
    var layers = new ArrayList<Layer>();
    for (SeatingPlan.Category category : plan.categories()) {
      StringBuilder path = paths.get(category.number());
      if (path != null) {
        layers.add(new Layer(category.color(), path.toString()));
      }
    }
    return layers;
  }

  private static void dots(StringBuilder path, SeatingPlan plan, int[] run, int from, int to) {
    for (int i = from; i < to; i++) {
      point(path.append('M'), plan, run[i]).append("h0");
    }
  }

  /** From the first seat to the last, by way of every few: enough for a row that bends. */
  private static void band(
      StringBuilder path, SeatingPlan plan, int[] run, int from, int to, int step) {
    point(path.append('M'), plan, run[from]);
    for (int i = from + step; i < to - 1; i += step) {
      point(path.append('L'), plan, run[i]);
    }
    point(path.append('L'), plan, run[to - 1]);
  }

  private static StringBuilder point(StringBuilder path, SeatingPlan plan, int seat) {
    return path.append(number(plan.x(seat))).append(' ').append(number(plan.y(seat)));
  }

  private static Ground ground(Area area) {
    return new Ground(
        path(area.shape()), transform(area), paint(area.color()), paint(area.borderColor()));
  }

  private static String path(Area.Shape shape) {
    return switch (shape) {
      case Area.Polygon polygon -> {
        var path = new StringBuilder();
        for (SeatingPlan.Point point : polygon.points()) {
          path.append(path.isEmpty() ? 'M' : 'L').append(number(point.x()));
          path.append(' ').append(number(point.y()));
        }
        yield path.append('Z').toString();
      }
      case Area.Rectangle box ->
          "M0 0H%sV%sH0Z".formatted(number(box.width()), number(box.height()));
      case Area.Ellipse oval -> oval(oval.radiusX(), oval.radiusY());
      case Area.Circle circle -> oval(circle.radius(), circle.radius());
      case Area.Words words -> "";
    };
  }

  /** Two half arcs: one arc cannot go all the way round. */
  private static String oval(float radiusX, float radiusY) {
    String x = number(radiusX);
    String y = number(radiusY);
    return "M-%1$s 0A%1$s %2$s 0 1 1 %1$s 0A%1$s %2$s 0 1 1 -%1$s 0Z".formatted(x, y);
  }

  private static List<Word> word(Area area) {
    Area.Text text = area.text();
    if (text == null) {
      return List.of();
    }
    String color = text.color() == null ? "currentColor" : text.color();
    return List.of(
        new Word(
            text.text(),
            number(text.position().x()),
            number(text.position().y()),
            number(text.size()),
            transform(area),
            color));
  }

  private static String transform(Area area) {
    SeatingPlan.Point origin = area.origin();
    return "translate(%s %s) rotate(%s)"
        .formatted(number(origin.x()), number(origin.y()), number(area.rotation()));
  }

  private static String paint(@Nullable String color) {
    return color == null ? "none" : color;
  }

  /** To a tenth of a unit, which is finer than anybody sees. */
  private static String number(float value) {
    float tenths = Math.round(value * 10) / 10f;
    return tenths == Math.rint(tenths) ? Long.toString((long) tenths) : Float.toString(tenths);
  }
}
