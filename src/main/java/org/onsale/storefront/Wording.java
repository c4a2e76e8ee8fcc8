package org.onsale.storefront;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as buyers read them. */
final class Wording {
  private static final Locale LANGUAGE = Locale.UK;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", LANGUAGE);
  private static final DateTimeFormatter SHORT_DAY =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu", LANGUAGE);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", LANGUAGE);

  private Wording() {}

  /** {@code Saturday, 1 June 2030}. */
  static String day(ZonedDateTime time) {
    return DAY.format(time);
  }

  /** {@code Sat 1 Jun 2030}. */
  static String shortDay(ZonedDateTime time) {
    return SHORT_DAY.format(time);
  }

  /** {@code 19:30}. */
  static String clock(ZonedDateTime time) {
    return CLOCK.format(time);
  }
}
