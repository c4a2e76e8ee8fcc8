package org.onsale.seating;

/**
 * The name of a seat as its buyer reads it.
 *
 * @param section such as {@code Parkett}; may be empty
 * @param row such as {@code Reihe 3}; may be empty
 * @param seat such as {@code Platz 12}
 */
public record SeatName(String section, String row, String seat) {

  /** All of it: {@code Parkett, Reihe 3, Platz 12}. */
  public String place() {
    var place = new StringBuilder(section);
    if (!row.isEmpty()) {
      place.append(place.isEmpty() ? "" : ", ").append(row);
    }
    return place.append(place.isEmpty() ? "" : ", ").append(seat).toString();
  }
}
