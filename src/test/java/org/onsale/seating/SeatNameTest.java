package org.onsale.seating;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.onsale.platform.Language;

class SeatNameTest {
  private static String german(String place) {
    return SeatName.said(place).in(Locale.GERMANY);
  }

  @Test
  void the_words_of_the_house_are_said_in_the_readers_language() {
    assertThat(german("Stalls, Row C, Seat 5")).isEqualTo("Stalls, Reihe C, Platz 5");
    assertThat(german("Box 3, left, Row 1, Seat 12A")).isEqualTo("Box 3, left, Reihe 1, Platz 12A");
    assertThat(german("Row 1, Seat 2")).isEqualTo("Reihe 1, Platz 2");
    assertThat(german("Tables, Seat 2")).isEqualTo("Tables, Platz 2");
    assertThat(german("Seat 7")).isEqualTo("Platz 7");
  }

  @Test
  void those_of_the_plan_stay_as_they_are() {
    for (String own :
        List.of(
            "Parkett, Reihe 1, Platz 2", "Row Zero left, 4", "Seat", "Table 1, Row 2 left, 7")) {
      assertThat(german(own)).isEqualTo(own);
    }
    assertThat(german("Row House, Loge A, Seat 2")).isEqualTo("Row House, Loge A, Platz 2");
  }

  @Test
  void a_name_says_the_same_whether_it_was_stored_or_not() {
    var name = new SeatName("Circle", "Row A", "Seat 1");
    assertThat(name.said().in(Locale.GERMAN)).isEqualTo(german(name.place()));
    assertThat(name.row(Locale.GERMAN) + ", " + name.seat(Locale.GERMAN))
        .isEqualTo("Reihe A, Platz 1");
  }

  /** Tickets and mails are written in all of them. */
  @Test
  void every_language_of_the_house_has_its_words() {
    assertThat(List.of(Language.values()))
        .extracting(
            language -> SeatName.said("A, Row 1, Seat 2").in(Language.locale(language.id())))
        .containsExactly(
            "A, Row 1, Seat 2",
            "A, Reihe 1, Platz 2",
            "A, Rang 1, Place 2",
            "A, Fila 1, Asiento 2");
  }
}
