package org.onsale.backoffice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.onsale.seating.SeatingPlan;

/**
 * A small picture of a seating plan: one path per category, a dot per seat. Of a very large plan
 * every few seats are drawn, which nobody sees at this size.
 *
 * @param viewBox of the SVG
 * @param dot the width of a dot in the plan's units
 */
public record PlanPicture(String viewBox, String dot, List<Layer> layers) {
  private static final int MAX_DOTS = 6_000;

  /** The seats of one category, as the data of an SVG path. */
  public record Layer(String color, String path) {}

  static PlanPicture of(SeatingPlan plan) {
    SeatingPlan.Box box = plan.bounds();
    int step = Math.max(1, plan.seats() / MAX_DOTS);
    var layers = new ArrayList<Layer>();
    for (SeatingPlan.Category category : plan.categories()) {
      var path = new StringBuilder();
      for (int seat = 0; seat < plan.seats(); seat += step) {
        if (plan.category(seat) == category.number() && !plan.withdrawn(seat)) {
          path.append('M').append(Math.round(plan.x(seat) * 10) / 10f);
          path.append(' ').append(Math.round(plan.y(seat) * 10) / 10f).append("h0");
        }
      }
      layers.add(new Layer(category.color(), path.toString()));
    }
    float width = plan.seatRadius() * 2 * (float) Math.sqrt(step);
    String viewBox =
        String.format(
            Locale.ROOT,
            "%.1f %.1f %.1f %.1f",
            box.x() - width,
            box.y() - width,
            box.width() + 2 * width,
            box.height() + 2 * width);
    return new PlanPicture(viewBox, String.format(Locale.ROOT, "%.1f", width), layers);
  }
}
