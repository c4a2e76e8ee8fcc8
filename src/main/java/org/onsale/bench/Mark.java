package org.onsale.bench;

import java.util.Locale;

/**
 * What a figure should be.
 *
 * @param unit as it is printed after the number; with {@code %} the figure is a share of one
 */
record Mark(boolean atLeast, double limit, String unit) {

  static Mark atLeast(double limit, String unit) {
    return new Mark(true, limit, unit);
  }

  static Mark atMost(double limit, String unit) {
    return new Mark(false, limit, unit);
  }

  /** The figure beside the mark, and whether it is met. */
  String judge(double figure) {
    boolean met = atLeast ? figure >= limit : figure <= limit;
    return "**%s** (mark: at %s %s, %s)"
        .formatted(print(figure), atLeast ? "least" : "most", print(limit), met ? "met" : "missed");
  }

  private String print(double figure) {
    return switch (unit) {
      case "%" -> String.format(Locale.ROOT, "%.0f %%", figure * 100);
      case "×" -> String.format(Locale.ROOT, "%.1f×", figure);
      case "/s" -> String.format(Locale.ROOT, "%,.0f/s", figure);
      default -> String.format(Locale.ROOT, "%.1f %s", figure, unit);
    };
  }
}
