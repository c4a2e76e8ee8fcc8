package org.onsale.seating;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Phrase;

/** Collects all faults of a file: keeps the first {@link Plans#MAX_ERRORS} and counts the rest. */
final class Faults {

  private record Fault(Place place, String member, Phrase reason) {}

  private final List<Fault> kept = new ArrayList<>();
  private int count;

  /**
   * @param member of the place, such as {@code position.x}; empty for the place as a whole
   * @param reason a predicate: {@code is missing}
   */
  void add(Place place, String member, @CompileTimeConstant String reason, Object... values) {
    add(place, member, Phrase.of(reason, values));
  }

  void add(Place place, String member, Phrase reason) {
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
    Phrase reason = member.isEmpty() ? fault.reason() : of(member, fault.reason());
    List<Phrase> place =
        switch (fault.place()) {
          case PlanDocument _ -> List.of();
          case PlanDocument.Category category ->
              List.of(Phrase.of("Category {1}", name(category.name, category.index)));
          case PlanDocument.Zone zone -> List.of(inWords(zone));
          case PlanDocument.Area area ->
              List.of(inWords(area.zone), Phrase.of("area no. {1}", area.index + 1));
          case PlanDocument.Row row -> List.of(inWords(row.zone), inWords(row));
          case PlanDocument.Seat seat ->
              List.of(inWords(seat.row.zone), inWords(seat.row), Phrase.of("seat {1}", name(seat)));
        };
    return new PlanError(
        path + dot + member, place, place.isEmpty() ? ofFile(member, fault.reason()) : reason);
  }

  private static Phrase of(String member, Phrase reason) {
    return Phrase.of("{1} {2}", member, reason);
  }

  private static Phrase ofFile(String member, Phrase reason) {
    return member.isEmpty()
        ? Phrase.of("The file {1}", reason)
        : of(Character.toUpperCase(member.charAt(0)) + member.substring(1), reason);
  }

  private static Phrase inWords(PlanDocument.Zone zone) {
    return isNamed(zone.name)
        ? Phrase.of("Zone \"{1}\"", name(zone))
        : Phrase.of("Zone {1}", name(zone));
  }

  private static Phrase inWords(PlanDocument.Row row) {
    return Phrase.of("row {1}", name(row));
  }

  static Phrase name(PlanDocument.Zone zone) {
    return name(zone.name, zone.index);
  }

  static Phrase name(PlanDocument.Row row) {
    return name(row.number, row.index);
  }

  static Phrase name(PlanDocument.Seat seat) {
    return name(seat.number, seat.index);
  }

  private static Phrase name(@Nullable String name, int index) {
    return isNamed(name) ? Phrase.asIs(String.valueOf(name)) : Phrase.of("no. {1}", index + 1);
  }

  private static boolean isNamed(@Nullable String name) {
    return name != null && !name.isBlank() && !name.equals(PlanDocument.UNREADABLE);
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
