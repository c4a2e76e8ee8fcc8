package org.onsale.seating;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects all faults of a file: keeps the first {@link Plans#MAX_ERRORS} and counts the rest. */
final class Faults {

  private record Fault(Place place, String member, String reason) {}

  private final List<Fault> kept = new ArrayList<>();
  private int count;

  /**
   * @param member of the place, such as {@code position.x}; empty for the place as a whole
   * @param reason a predicate: {@code is missing}
   */
  void add(Place place, String member, String reason) {
    count++;
    if (kept.size() < Plans.MAX_ERRORS) {
      kept.add(new Fault(place, member, reason));
    }
  }

  boolean none() {
    return count == 0;
  }

  /** The names are read here, at the end, when the whole file is known. */
  ImportOutcome.Refused refused(PlanDocument document) {
    List<Fault> ordered =
        kept.stream()
            .sorted(Comparator.comparing(fault -> order(fault.place()), Faults::compare))
            .toList();
    return new ImportOutcome.Refused(
        ordered.stream().map(Faults::error).toList(),
        count,
        PlanSketch.of(document, ordered.stream().map(Fault::place).toList()));
  }

  private static PlanError error(Fault fault) {
    String path = fault.place().path();
    String member = fault.member();
    String dot = path.isEmpty() || member.isEmpty() ? "" : ".";
    String reason = member.isEmpty() ? fault.reason() : member + " " + fault.reason();
    return switch (fault.place()) {
      case PlanDocument _ -> new PlanError(member, null, null, null, reason);
      case PlanDocument.Category category ->
          new PlanError(path + dot + member, null, null, null, categoryName(category) + reason);
      case PlanDocument.Zone zone ->
          new PlanError(path + dot + member, name(zone), null, null, reason);
      case PlanDocument.Area area ->
          new PlanError(
              path + dot + member,
              name(area.zone),
              null,
              null,
              "area no. " + (area.index + 1) + ": " + reason);
      case PlanDocument.Row row ->
          new PlanError(path + dot + member, name(row.zone), name(row), null, reason);
      case PlanDocument.Seat seat ->
          new PlanError(
              path + dot + member, name(seat.row.zone), name(seat.row), name(seat), reason);
    };
  }

  private static String categoryName(PlanDocument.Category category) {
    return "category " + name(category.name, category.index) + ": ";
  }

  static String name(PlanDocument.Zone zone) {
    return name(zone.name, zone.index);
  }

  static String name(PlanDocument.Row row) {
    return name(row.number, row.index);
  }

  static String name(PlanDocument.Seat seat) {
    return name(seat.number, seat.index);
  }

  private static String name(@Nullable String name, int index) {
    return name == null || name.isBlank() || name.equals(PlanDocument.UNREADABLE)
        ? "no. " + (index + 1)
        : name;
  }

  /** The place's position in the file, from the outside in; areas stand before rows. */
  private static int[] order(Place place) {
    return switch (place) {
      case PlanDocument _ -> new int[] {-2};
      case PlanDocument.Category category -> new int[] {-1, category.index};
      case PlanDocument.Zone zone -> new int[] {zone.index};
      case PlanDocument.Area area -> new int[] {area.zone.index, -1, area.index};
      case PlanDocument.Row row -> new int[] {row.zone.index, row.index};
      case PlanDocument.Seat seat -> new int[] {seat.row.zone.index, seat.row.index, seat.index};
    };
  }

  private static int compare(int[] one, int[] other) {
    return java.util.Arrays.compare(one, other);
  }
}
