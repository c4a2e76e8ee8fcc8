package org.onsale.seating;

import java.util.Locale;
import org.onsale.platform.Phrase;

/**
 * The name of a seat. Where the plan has no words of its own for its rows and seats they are the
 * house's, in English: {@code Row 3}, {@code Seat 12}. So it is stored with orders and tickets, and
 * to a reader the house's words are said in his language; those of the plan stay as they are.
 *
 * @param section such as {@code Parkett}; may be empty
 * @param row such as {@code Reihe 3}; may be empty
 * @param seat such as {@code Platz 12}
 */
public record SeatName(String section, String row, String seat) {
  private static final String ROW = "Row ";
  private static final String SEAT = "Seat ";
  private static final String BETWEEN = ", ";

  /** All of it, as it is stored: {@code Parkett, Reihe 3, Platz 12}. */
  public String place() {
    var place = new StringBuilder(section);
    if (!row.isEmpty()) {
      place.append(place.isEmpty() ? "" : BETWEEN).append(row);
    }
    return place.append(place.isEmpty() ? "" : BETWEEN).append(seat).toString();
  }

  /** All of it as its reader says it. */
  public Phrase said() {
    return said(place());
  }

  /** The row alone as its reader says it. */
  public String row(Locale reader) {
    return row(row).in(reader);
  }

  /** The seat alone as its reader says it. */
  public String seat(Locale reader) {
    return seat(seat).in(reader);
  }

  /**
   * A whole name that was stored, as its reader says it. Its end is what {@link #place} has put
   * there, whatever the section is called: words of the house are looked for nowhere else.
   */
  public static Phrase said(String place) {
    int beforeSeat = place.lastIndexOf(BETWEEN);
    if (beforeSeat < 0) {
      return seat(place);
    }
    Phrase seat = seat(place.substring(beforeSeat + BETWEEN.length()));
    int beforeRow = place.lastIndexOf(BETWEEN, beforeSeat - 1);
    if (beforeRow < 0) {
      return Phrase.of("{1}, {2}", row(place.substring(0, beforeSeat)), seat);
    }
    Phrase row = row(place.substring(beforeRow + BETWEEN.length(), beforeSeat));
    return Phrase.of("{1}, {2}, {3}", place.substring(0, beforeRow), row, seat);
  }

  private static Phrase row(String row) {
    return isNumbered(row, ROW)
        ? Phrase.of("Row {1}", row.substring(ROW.length()))
        : Phrase.asIs(row);
  }

  private static Phrase seat(String seat) {
    return isNumbered(seat, SEAT)
        ? Phrase.of("Seat {1}", seat.substring(SEAT.length()))
        : Phrase.asIs(seat);
  }

  /** A word and a number, not a longer name that begins alike. */
  private static boolean isNumbered(String part, String word) {
    return part.startsWith(word)
        && part.length() > word.length()
        && part.indexOf(' ', word.length()) < 0;
  }
}
