package org.onsale.seating;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shape drawn behind the seats: a stage, a dance floor, a wall, a word.
 *
 * @param origin on the plan; the shape and the text are relative to it
 * @param rotation in degrees, clockwise, about the origin
 * @param color to fill with, as {@code #rrggbb} or {@code #rrggbbaa}; null for none
 * @param borderColor likewise
 */
public record Area(
    Shape shape,
    SeatingPlan.Point origin,
    float rotation,
    @Nullable String color,
    @Nullable String borderColor,
    @Nullable Text text) {

  /** The outline, in the units of the plan. */
  public sealed interface Shape {}

  /** At least three corners. */
  public record Polygon(List<SeatingPlan.Point> points) implements Shape {
    public Polygon {
      points = List.copyOf(points);
    }
  }

  /** Its upper left corner is the origin. */
  public record Rectangle(float width, float height) implements Shape {}

  /** Its centre is the origin. */
  public record Ellipse(float radiusX, float radiusY) implements Shape {}

  /** Its centre is the origin. */
  public record Circle(float radius) implements Shape {}

  /** Nothing but the text. */
  public record Words() implements Shape {}

  /**
   * @param position of the text's middle, relative to the area's origin
   * @param size of the letters, in the units of the plan
   * @param color as {@code #rrggbb} or {@code #rrggbbaa}; null for the page's own
   */
  public record Text(String text, SeatingPlan.Point position, float size, @Nullable String color) {}
}
