package org.onsale.platform;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The languages in which the house writes; {@code messages/} and {@code papers/} have its words in
 * each of them.
 */
public enum Language {
  ENGLISH("en", "English"),
  GERMAN("de", "Deutsch"),
  FRENCH("fr", "Français"),
  SPANISH("es", "Español");

  /** What a header may have at most to be looked at. */
  private static final int HEADER_LENGTH = 500;

  private static final DateTimeFormatter ENGLISH_MOMENT =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter ENGLISH_DAY =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);

  private final String id;
  private final String title;

  Language(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** ISO 639. */
  public String id() {
    return id;
  }

  /** Its name in itself. */
  public String title() {
    return title;
  }

  public static Optional<Language> of(String id) {
    return Arrays.stream(values()).filter(each -> each.id.equals(id)).findFirst();
  }

  /** The language of a buyer, English when the house does not write the buyer's. */
  public static Language ofTag(String tag) {
    return of(Locale.forLanguageTag(tag).getLanguage()).orElse(ENGLISH);
  }

  /**
   * The customs by which dates and amounts are written for a buyer: those of the country, when the
   * tag names one. English alone is that of the house, British.
   */
  public static Locale locale(String tag) {
    if (tag.equals(ENGLISH.id)) {
      return Locale.UK;
    }
    Locale locale = Locale.forLanguageTag(tag);
    if (of(locale.getLanguage()).isEmpty()) {
      return Locale.UK;
    }
    return locale.getLanguage().equals("en") && locale.getCountry().isEmpty() ? Locale.UK : locale;
  }

  /** A moment as clocks there show it, the way people write it who speak so. */
  public static String when(ZonedDateTime time, Locale locale) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT)
        .withLocale(locale)
        .format(time);
  }

  /** The same in short, as in a table: {@code Sat 1 Jun 2030, 19:30}. */
  public static String moment(ZonedDateTime time, Locale locale) {
    return locale.getLanguage().equals(ENGLISH.id)
        ? ENGLISH_MOMENT.format(time)
        : DateTimeFormatter.ofLocalizedPattern("yMMMEdjm").withLocale(locale).format(time);
  }

  /** The day alone: {@code Sat 1 Jun 2030}. */
  public static String day(ZonedDateTime time, Locale locale) {
    return locale.getLanguage().equals(ENGLISH.id)
        ? ENGLISH_DAY.format(time)
        : DateTimeFormatter.ofLocalizedPattern("yMMMEd").withLocale(locale).format(time);
  }

  /**
   * The tag (BCP 47) of the language that the reader would most like to read of those that the
   * house writes, {@code en} when there is none.
   *
   * @param acceptLanguage the header of RFC 9110, 12.5.4
   */
  public static String preferred(@Nullable String acceptLanguage) {
    return preferred(acceptLanguage, List.of(values()));
  }

  /** The same of fewer languages. */
  static String preferred(@Nullable String acceptLanguage, List<Language> offered) {
    if (acceptLanguage == null || acceptLanguage.length() > HEADER_LENGTH) {
      return ENGLISH.id;
    }
    try {
      return Locale.LanguageRange.parse(acceptLanguage).stream()
          .filter(range -> range.getWeight() > 0)
          .map(range -> Locale.forLanguageTag(range.getRange()))
          .filter(locale -> of(locale.getLanguage()).filter(offered::contains).isPresent())
          .findFirst()
          .map(locale -> Locale.of(locale.getLanguage(), locale.getCountry()).toLanguageTag())
          .orElse(ENGLISH.id);
    } catch (IllegalArgumentException e) {
      return ENGLISH.id;
    }
  }
}
