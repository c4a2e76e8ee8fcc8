package org.onsale.seating;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.onsale.platform.Language;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.TestDatabase;

class SeatWordsTest {
  private final SeatingPlan plan = smallHall();
  private final SeatWords words = new SeatWords(plan);

  private static SeatingPlan smallHall() {
    Plans plans = new Plans(TestDatabase.create().database());
    var imported = (ImportOutcome.Imported) plans.importPlan("", PlanFile.stream(PlanFile.SMALL));
    return plans.load(imported.plan(), imported.version());
  }

  @Test
  void section_row_and_seats_are_read_however_they_are_typed() {
    for (String typed :
        List.of("Stalls, row 1, 1-2", "stalls 1 1-2", "STALLS,  Reihe 1: 2–1", "Stalls, 1, 1, 2")) {
      assertThat(words.parse(typed).faults()).isEmpty();
      assertThat(words.describe(words.parse(typed).seats(), Locale.UK))
          .containsExactly("Stalls, row 1, 1-2");
    }
  }

  @Test
  void rows_are_described_in_the_readers_language() {
    assertThat(words.describe(List.of(0, 1), Locale.GERMAN))
        .containsExactly("Stalls, Reihe 1, 1-2");
  }

  @Test
  void without_seats_the_row_is_meant_and_without_a_row_the_section() {
    assertThat(words.parse("Stalls, row 2").seats()).hasSize(2);
    assertThat(words.parse("Stalls").seats()).hasSize(5);
    assertThat(words.parse("Stalls\n\nCircle").seats()).hasSize(7);
  }

  @Test
  void every_line_that_means_nothing_is_told_at_once() {
    SeatWords.Parsed parsed =
        words.parse("Balcony, row 1\nStalls, row 9, 1\nCircle, row A, 1-7\nCircle, row A, 1");
    assertThat(parsed.faults()).hasSize(3);
    assertThat(parsed.faults().get(0).toString())
        .contains("Balcony, row 1")
        .contains("Stalls, Circle");
    assertThat(parsed.faults().get(1).toString()).contains("no such row");
    assertThat(parsed.faults().get(2).toString()).contains("no seat 1-7");
    assertThat(parsed.seats()).hasSize(1);
  }

  @Test
  void what_is_described_is_read_back() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<Integer> seats =
          IntStream.range(0, plan.seats()).filter(seat -> random.nextBoolean()).boxed().toList();
      for (Language language : PageLanguage.LANGUAGES) {
        Locale reader = Language.locale(language.id());
        String described = String.join("\n", words.describe(seats, reader));
        assertThat(words.parse(described)).isEqualTo(new SeatWords.Parsed(seats, List.of()));
      }
    }
  }
}
