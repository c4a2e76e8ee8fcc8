package org.onsale.seating;

import java.util.Map;

/**
 * What a plan says about the view from its seats, such as {@code Pillar to the left}: by the ids of
 * sections and rows and the indexes of seats that have a note of their own.
 */
record ViewNotes(
    Map<Integer, String> sections, Map<Integer, String> rows, Map<Integer, String> seats) {
  static final ViewNotes NONE = new ViewNotes(Map.of(), Map.of(), Map.of());

  ViewNotes {
    sections = Map.copyOf(sections);
    rows = Map.copyOf(rows);
    seats = Map.copyOf(seats);
  }

  boolean none() {
    return sections.isEmpty() && rows.isEmpty() && seats.isEmpty();
  }

  /** The innermost; empty for none. */
  String of(int section, int row, int seat) {
    String note = seats.get(seat);
    return note != null ? note : rows.getOrDefault(row, sections.getOrDefault(section, ""));
  }
}
