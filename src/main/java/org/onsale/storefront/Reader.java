package org.onsale.storefront;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.onsale.platform.Language;
import org.onsale.platform.PageLanguage;

/**
 * Who reads a page: in which words, and by which customs days and amounts are written.
 *
 * @param words of events
 * @param purchase the words of a purchase
 */
record Reader(EventWords words, PurchaseWords purchase, Locale locale) {

  static Reader of(PageLanguage page) {
    return of(page.lang(), page.locale());
  }

  /** Anybody who reads that language. */
  static Reader of(Language language) {
    return of(language.id(), Language.locale(language.id()));
  }

  private static Reader of(String language, Locale locale) {
    return new Reader(
        PageLanguage.words(EventWords.class, language),
        PageLanguage.words(PurchaseWords.class, language),
        locale);
  }

  /** {@code Saturday, 1 June 2030}. */
  String day(ZonedDateTime time) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(locale).format(time);
  }

  /** {@code Sat, 1 Jun 2030}. */
  String shortDay(ZonedDateTime time) {
    return DateTimeFormatter.ofLocalizedPattern("yMMMEd").withLocale(locale).format(time);
  }

  /** {@code Sat, 1 Jun} of a day that is near. */
  String nearDay(ZonedDateTime time) {
    return DateTimeFormatter.ofLocalizedPattern("MMMEd").withLocale(locale).format(time);
  }

  /** {@code Saturday, 1 June 2030} of a day alone. */
  String day(LocalDate day) {
    return day(day.atStartOfDay(ZoneId.of("UTC")));
  }

  /** {@code 19:30}. */
  String clock(ZonedDateTime time) {
    return words.clock(
        DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale).format(time));
  }

  /** Day and time, in full. */
  String moment(ZonedDateTime time) {
    return words.moment(day(time), clock(time));
  }

  /** How many midnights there are between two instants at a place; the first one is now. */
  static long daysUntil(Instant now, ZonedDateTime then) {
    LocalDate today = LocalDate.ofInstant(now, then.getZone());
    return ChronoUnit.DAYS.between(today, then.toLocalDate());
  }
}
