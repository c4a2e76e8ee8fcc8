package org.onsale.seating;

import org.jspecify.annotations.Nullable;

/**
 * One fault of a plan file: where it is, in the words of the file, and why it cannot stay.
 *
 * @param path the place in the document, such as {@code zones[0].rows[2].seats[7].position.x};
 *     empty for the file as a whole
 * @param zone the zone's name, or {@code no. 3} for the third when it has none; null outside zones
 * @param row the row's number likewise
 * @param seat the seat's number likewise
 * @param reason such as {@code position.x must be a number, not the text "left"}
 */
public record PlanError(
    String path,
    @Nullable String zone,
    @Nullable String row,
    @Nullable String seat,
    String reason) {

  /** All of it for people: {@code Zone "Parkett", row 3, seat 21: position is missing}. */
  public String sentence() {
    var place = new StringBuilder();
    append(place, "zone", zone == null ? null : quoted(zone));
    append(place, "row", row);
    append(place, "seat", seat);
    if (place.isEmpty()) {
      return capital(reason);
    }
    return capital(place + ": " + reason);
  }

  private static void append(StringBuilder place, String what, @Nullable String name) {
    if (name != null) {
      place.append(place.isEmpty() ? "" : ", ").append(what).append(' ').append(name);
    }
  }

  private static String quoted(String zone) {
    return zone.startsWith("no. ") ? zone : '"' + zone + '"';
  }

  private static String capital(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
