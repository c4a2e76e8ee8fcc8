package org.onsale.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PhraseTest {
  private static final ZonedDateTime MIDSUMMER =
      ZonedDateTime.of(2030, 6, 1, 19, 30, 0, 0, ZoneId.of("Europe/Berlin"));

  @Test
  void a_phrase_is_said_in_the_language_of_its_reader() {
    Phrase phrase = Phrase.of("{1}: at most {2} per order.", "Child", 2);
    assertThat(phrase.in(Locale.GERMAN)).isEqualTo("Child: höchstens 2 je Bestellung.");
    assertThat(phrase.in(Locale.UK))
        .isEqualTo("Child: at most 2 per order.")
        .hasToString("" + phrase);
  }

  @Test
  void what_stands_in_it_is_said_to_the_same_reader() {
    Phrase phrase = Phrase.of("{1}", List.of(Phrase.of("is missing"), Money.of(125000, "EUR")));
    assertThat(phrase.in(Locale.GERMANY)).isEqualTo("fehlt, 1.250,00\u00a0€");
    assertThat(phrase.in(Locale.UK)).isEqualTo("is missing, €1,250.00");
    assertThat(Phrase.of("{1}", MIDSUMMER).in(Locale.UK)).isEqualTo("Sat 1 Jun 2030, 19:30");
    assertThat(Phrase.of("{1}", MIDSUMMER).in(Locale.GERMAN)).isEqualTo("Sa., 1. Juni 2030, 19:30");
  }

  @Test
  void what_buyers_call_things_is_never_taken_for_a_place() {
    assertThat(Phrase.of("{1}: {2}", "{2}", "$1").in(Locale.UK)).isEqualTo("{2}: $1");
    assertThat(Phrase.stored("Not ours: {1}").in(Locale.GERMAN)).isEqualTo("Not ours: {1}");
  }

  @Test
  void a_stored_sentence_of_the_house_is_said_in_german_too() {
    assertThat(Phrase.stored("The payment was declined.").in(Locale.GERMAN))
        .isEqualTo("Die Zahlung wurde abgelehnt.");
  }

  @Test
  void what_was_stored_with_its_values_is_said_as_if_it_were_new() {
    Phrase inner = Phrase.of("is missing");
    Phrase phrase =
        Phrase.of("{1}: {2}, {3}, {4}", "{2} \"$1\"", inner, Money.of(1250, "EUR"), MIDSUMMER);
    Phrase again = Phrase.stored(phrase.toStore());
    assertThat(again.in(Locale.GERMANY))
        .isEqualTo(phrase.in(Locale.GERMANY))
        .isEqualTo("{2} \"$1\": fehlt, 12,50\u00a0€, Sa., 1. Juni 2030, 19:30");
    Phrase several = Phrase.of("{1}", List.of(inner, "Ida", 2));
    assertThat(Phrase.stored(several.toStore()).in(Locale.GERMAN)).isEqualTo("fehlt, Ida, 2");
  }

  @Test
  void what_has_no_values_is_stored_as_it_stands() {
    assertThat(Phrase.of("is missing").toStore()).isEqualTo("is missing");
    assertThat(Phrase.asIs("{\"say\":").toStore()).isEqualTo("{\"say\":");
  }

  @Test
  void what_only_looks_like_a_stored_phrase_is_said_as_it_is() {
    for (String other :
        List.of(
            "{\"say\":",
            "{\"say\":\"{2}\",\"with\":[\"1\"]}",
            "{\"say\":\"{1}\",\"with\":[{\"at\":\"noon\"}]}",
            "{\"say\":\"{1}\",\"with\":[{\"amount\":1,\"currency\":\"none\"}]}")) {
      assertThat(Phrase.stored(other).in(Locale.GERMAN)).isEqualTo(other);
    }
  }

  @Test
  void a_reader_of_another_language_reads_english() {
    assertThat(Phrase.of("is missing").in(Locale.FRENCH)).isEqualTo("is missing");
  }
}
