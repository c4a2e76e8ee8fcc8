package org.onsale.tickets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.onsale.catalog.Event;
import org.onsale.catalog.PriceList;
import org.onsale.platform.Language;

/**
 * The words of tickets, receipts and credit notes in one buyer's language, with dates and amounts
 * as people write them there. They stand in {@code papers/<language>.txt}, a line each.
 */
public final class Papers {

  /** What a paper says; the {@code %s} in it are filled in. */
  enum Word {
    TICKETS_FOR,
    PLACE,
    VIEW,
    CATEGORY,
    NAME,
    ORDER,
    TERM_ONCE,
    TERM_CODE,
    TERM_HOUSE,
    RECEIPT,
    CREDIT_NOTE,
    ISSUED_ON,
    ISSUED_FOR,
    OF_ORDER,
    OF_REFUND,
    PROMO_CODE,
    FEES,
    TOTAL,
    CONTAINS,
    ORDER_FEE,
    FEES_KEPT,
    GIVEN_BACK,
    DATE_OPEN;

    /** As it stands in the files. */
    String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static final Map<Language, Map<Word, String>> WORDS =
      Arrays.stream(Language.values())
          .collect(
              Collectors.toMap(
                  language -> language,
                  language -> read(language),
                  (one, other) -> one,
                  () -> new EnumMap<>(Language.class)));

  private final Map<Word, String> words;
  private final Locale locale;

  private Papers(String language) {
    this.words = Objects.requireNonNull(WORDS.get(Language.ofTag(language)));
    this.locale = Language.locale(language);
  }

  /**
   * @param language a buyer's (BCP 47)
   */
  static Papers in(String language) {
    return new Papers(language);
  }

  /**
   * @throws IllegalStateException when a word is missing, or there is one that nobody says
   */
  private static Map<Word, String> read(Language language) {
    Map<String, String> lines =
        text(language)
            .lines()
            .map(line -> line.split(" = ", 2))
            .collect(Collectors.toMap(line -> line[0], line -> line[1]));
    Map<Word, String> words = new EnumMap<>(Word.class);
    for (Word word : Word.values()) {
      String said = lines.remove(word.key());
      if (said == null) {
        throw new IllegalStateException(language + " has no word for " + word.key());
      }
      words.put(word, said);
    }
    if (!lines.isEmpty()) {
      throw new IllegalStateException(language + " has words that nobody says: " + lines.keySet());
    }
    return words;
  }

  static String text(Language language) {
    String file = "/papers/" + language.id() + ".txt";
    try (InputStream stream =
        Objects.requireNonNull(Papers.class.getResourceAsStream(file), file)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** When an event starts, in the words of papers and mails: perhaps nobody knows yet. */
  public static String start(Event event, String language) {
    return in(language).start(event);
  }

  String start(Event event) {
    return event.hasOpenDate() ? say(Word.DATE_OPEN) : Language.when(event.startsAtVenue(), locale);
  }

  String say(Word word, Object... parts) {
    String said = Objects.requireNonNull(words.get(word));
    return parts.length == 0 ? said : said.formatted(parts);
  }

  String date(ZonedDateTime time) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale).format(time);
  }

  String country(String code) {
    return Locale.of("", code).getDisplayCountry(locale);
  }

  /** A rate in basis points, in percent. */
  String rate(int basisPoints) {
    NumberFormat format = NumberFormat.getPercentInstance(locale);
    format.setMaximumFractionDigits(2);
    return format.format((double) basisPoints / PriceList.WHOLE);
  }

  Locale locale() {
    return locale;
  }
}
