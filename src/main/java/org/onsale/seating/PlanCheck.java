package org.onsale.seating;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold of a plan file beyond its form: each name known, each seat in its place, once. */
final class PlanCheck {
  private final Faults faults;
  private final Set<String> categories = new HashSet<>();
  private final Map<String, PlanDocument.Seat> guids = new HashMap<>();

  private PlanCheck(Faults faults) {
    this.faults = faults;
  }

  static void check(PlanDocument document, Faults faults) {
    new PlanCheck(faults).document(document);
  }

  private void document(PlanDocument document) {
    size(document);
    if (document.categories == null) {
      faults.add(document, "categories", "is missing");
    } else {
      document.categories.forEach(this::category);
    }
    if (document.zones == null) {
      faults.add(document, "zones", "is missing");
    } else if (document.zones.isEmpty()) {
      faults.add(document, "zones", "is empty: there must be a zone with a row with a seat");
    } else if (document.seats == 0) {
      faults.add(document, "zones", "have no seats: there must be a row with a seat");
    } else {
      document.zones.forEach(this::zone);
    }
    if (document.seats > Plans.MAX_SEATS) {
      faults.add(
          document, "zones", "have {1} seats; the limit is {2}", document.seats, Plans.MAX_SEATS);
    }
  }

  private void size(PlanDocument document) {
    PlanDocument.Position size = document.size;
    if (size != null && (size.x() <= 0 || size.y() <= 0)) {
      faults.add(document, "size", "must be above zero");
    }
  }

  private void category(PlanDocument.Category category) {
    color(category, "color", category.color);
    if (category.name == null || category.name.isBlank()) {
      faults.add(category, "name", "is missing");
    } else if (!unreadable(category.name) && !categories.add(category.name)) {
      faults.add(category, "name", "is there twice: {1}", category.name);
    }
  }

  private void zone(PlanDocument.Zone zone) {
    if (zone.position == null) {
      faults.add(zone, "position", "is missing");
    }
    if (zone.rows == null) {
      faults.add(zone, "rows", "is missing");
    } else {
      zone.rows.forEach(this::row);
    }
    zone.areas.forEach(this::area);
  }

  private void row(PlanDocument.Row row) {
    if (row.number == null) {
      faults.add(row, "row_number", "is missing");
    }
    if (row.numberPosition != null
        && !unreadable(row.numberPosition)
        && numberPosition(row.numberPosition) == null) {
      faults.add(
          row,
          "row_number_position",
          "must be start, end, both or none, not \"{1}\"",
          shortened(row.numberPosition, 40));
    }
    if (row.seats == null) {
      faults.add(row, "seats", "is missing");
      return;
    }
    var numbers = new HashSet<String>();
    for (PlanDocument.Seat seat : row.seats) {
      seat(seat);
      if (seat.number != null && !unreadable(seat.number) && !numbers.add(seat.number)) {
        faults.add(seat, "seat_number", "is there twice in the row");
      }
    }
  }

  private void seat(PlanDocument.Seat seat) {
    if (seat.position == null) {
      faults.add(seat, "position", "is missing");
    } else if (Math.abs(absoluteX(seat)) > PlanReader.MAX_LENGTH
        || Math.abs(absoluteY(seat)) > PlanReader.MAX_LENGTH) {
      faults.add(
          seat, "position", "lies farther out than 100000 once zone, row and seat are added up");
    }
    if (seat.number == null || seat.number.isBlank()) {
      faults.add(seat, "seat_number", "is missing");
    }
    if (seat.category == null) {
      faults.add(seat, "category", "is missing");
    } else if (!unreadable(seat.category) && !categories.contains(seat.category)) {
      faults.add(
          seat, "category", "is not among the categories: \"{1}\"", shortened(seat.category, 80));
    }
    guid(seat);
  }

  private void guid(PlanDocument.Seat seat) {
    if (seat.guid == null || seat.guid.isBlank()) {
      faults.add(seat, "seat_guid", "is missing");
      return;
    }
    if (unreadable(seat.guid)) {
      return;
    }
    PlanDocument.Seat first = guids.putIfAbsent(seat.guid, seat);
    if (first != null) {
      faults.add(
          seat,
          "seat_guid",
          "\"{1}\" belongs to another seat already: zone \"{2}\", row {3}, seat {4}",
          shortened(seat.guid, 80),
          Faults.name(first.row.zone),
          Faults.name(first.row),
          Faults.name(first));
    }
  }

  private void area(PlanDocument.Area area) {
    if (area.position == null) {
      faults.add(area, "position", "is missing");
    }
    color(area, "color", area.color);
    color(area, "border_color", area.borderColor);
    color(area, "text.color", area.textColor);
    switch (area.shape) {
      case null -> faults.add(area, "shape", "is missing");
      case "polygon" -> corners(area);
      case "rectangle" -> sides(area, "rectangle", area.rectangle);
      case "ellipse" -> sides(area, "ellipse", area.ellipse);
      case "circle" -> {
        if (Double.isNaN(area.circle)) {
          faults.add(area, "circle", "is missing");
        }
      }
      case "text" -> {
        if (area.text == null) {
          faults.add(area, "text", "is missing");
        }
      }
      case PlanDocument.UNREADABLE -> {}
      default ->
          faults.add(
              area,
              "shape",
              "must be polygon, rectangle, ellipse, circle or text, not \"{1}\"",
              shortened(area.shape, 40));
    }
  }

  private void corners(PlanDocument.Area area) {
    List<PlanDocument.Position> corners = area.polygon;
    if (corners == null) {
      faults.add(area, "polygon", "is missing");
    } else if (corners.size() < 3) {
      faults.add(area, "polygon.points", "needs three corners or more");
    }
  }

  private void sides(PlanDocument.Area area, String member, PlanDocument.@Nullable Position sides) {
    if (sides == null) {
      faults.add(area, member, "is missing");
    } else if (sides.x() <= 0 || sides.y() <= 0) {
      faults.add(area, member, "must be above zero on both sides");
    }
  }

  private void color(Place place, String member, @Nullable String color) {
    if (color != null && !color.isEmpty() && !unreadable(color) && Colors.parse(color).isEmpty()) {
      faults.add(
          place, member, "must be a colour such as #7b2cbf, not \"{1}\"", shortened(color, 40));
    }
  }

  static SeatingPlan.@Nullable NumberPosition numberPosition(String text) {
    return switch (text) {
      case "start" -> SeatingPlan.NumberPosition.START;
      case "end" -> SeatingPlan.NumberPosition.END;
      case "both" -> SeatingPlan.NumberPosition.BOTH;
      case "none", "" -> SeatingPlan.NumberPosition.NONE;
      default -> null;
    };
  }

  static double absoluteX(PlanDocument.Seat seat) {
    return x(seat.row.zone.position) + x(seat.row.position) + x(seat.position);
  }

  static double absoluteY(PlanDocument.Seat seat) {
    return y(seat.row.zone.position) + y(seat.row.position) + y(seat.position);
  }

  static double x(PlanDocument.@Nullable Position position) {
    return position == null ? 0 : position.x();
  }

  static double y(PlanDocument.@Nullable Position position) {
    return position == null ? 0 : position.y();
  }

  static boolean hasControlCharacters(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i)) || Character.isSurrogate(text.charAt(i))) {
        if (loneSurrogateOrControl(text, i)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean loneSurrogateOrControl(String text, int i) {
    char at = text.charAt(i);
    if (Character.isHighSurrogate(at)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    if (Character.isLowSurrogate(at)) {
      return i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
    }
    return true;
  }

  /** True where the reader has told the fault already. */
  private static boolean unreadable(@Nullable String text) {
    return PlanDocument.UNREADABLE.equals(text);
  }

  static String shortened(String text, int limit) {
    return text.length() <= limit ? text : text.substring(0, limit) + "…";
  }
}
