package org.onsale.seating;

import java.util.List;
import org.onsale.platform.Phrase;

/**
 * One fault of a plan file: where it is, in the words of the file, and why it cannot stay.
 *
 * @param path the place in the document, such as {@code zones[0].rows[2].seats[7].position.x};
 *     empty for the file as a whole
 * @param place the same for people, from the outside in: {@code Zone "Parkett"}, {@code row 3},
 *     {@code no. 3} for the third when it has no name; empty outside zones and categories
 * @param reason such as {@code position.x must be a number, not the text "left"}
 */
public record PlanError(String path, List<Phrase> place, Phrase reason) {

  public PlanError {
    place = List.copyOf(place);
  }

  /** All of it for people: {@code Zone "Parkett", row 3, seat 21: position is missing}. */
  public Phrase sentence() {
    return place.isEmpty() ? reason : Phrase.of("{1}: {2}", place, reason);
  }
}
