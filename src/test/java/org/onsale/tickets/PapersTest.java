package org.onsale.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onsale.platform.Language;
import org.onsale.tickets.Papers.Word;

class PapersTest {
  private static final Papers ENGLISH = Papers.in("en");

  @ParameterizedTest
  @EnumSource(Language.class)
  void every_language_has_every_word_with_as_many_gaps_as_english(Language language) {
    Papers papers = Papers.in(language.id());
    for (Word word : Word.values()) {
      String said = papers.say(word);
      assertThat(said).as(word.key()).isNotBlank();
      assertThat(said.split("%s", -1))
          .as(word.key())
          .hasSize(ENGLISH.say(word).split("%s", -1).length);
    }
    assertThat(Papers.text(language).lines()).hasSize(Word.values().length);
  }

  @ParameterizedTest
  @EnumSource(
      value = Language.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ENGLISH"})
  void long_sentences_are_translated(Language language) {
    for (Word word : new Word[] {Word.TERM_ONCE, Word.TERM_CODE, Word.TERM_HOUSE, Word.DATE_OPEN}) {
      assertThat(Papers.in(language.id()).say(word)).isNotEqualTo(ENGLISH.say(word));
    }
  }

  @Test
  void dates_and_rates_are_written_as_people_there_do() {
    ZonedDateTime day = ZonedDateTime.of(2030, 6, 1, 19, 30, 0, 0, ZoneId.of("Europe/Berlin"));
    assertThat(ENGLISH.date(day)).isEqualTo("1 June 2030");
    assertThat(Papers.in("de-AT").date(day)).isEqualTo("1. Juni 2030");
    assertThat(Papers.in("fr").date(day)).isEqualTo("1 juin 2030");
    assertThat(Papers.in("es").date(day)).isEqualTo("1 de junio de 2030");
    assertThat(ENGLISH.rate(770)).isEqualTo("7.7%");
    assertThat(Papers.in("de").rate(770)).isEqualTo("7,7\u00a0%");
    assertThat(Papers.in("de").country("DE")).isEqualTo("Deutschland");
    assertThat(Papers.in("pl").say(Word.TOTAL)).as("a language nobody writes").isEqualTo("Total");
  }
}
