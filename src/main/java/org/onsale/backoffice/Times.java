package org.onsale.backoffice;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Language;
import org.onsale.platform.PageLanguage;

/** Times as clocks at the venue show them, in the way of whoever reads the page. */
final class Times {
  private static final DateTimeFormatter TYPED = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private Times() {}

  /** Null when it is no time. */
  static @Nullable Instant instant(String typed, ZoneId zone) {
    try {
      return LocalDateTime.parse(typed.strip().replace(' ', 'T')).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** As a field of type datetime-local holds it. */
  static String typed(Instant instant, ZoneId zone) {
    return TYPED.format(instant.atZone(zone));
  }

  /** {@code Sat 1 Jun 2030, 19:30}. */
  static String shown(Instant instant, ZoneId zone) {
    return Language.moment(instant.atZone(zone), PageLanguage.reader());
  }

  /** When an event starts, unless that is still to be announced. */
  static String start(Instant startsAt, boolean dateOpen, ZoneId zone) {
    return dateOpen ? PageLanguage.say("Date to be announced") : shown(startsAt, zone);
  }

  /** {@code Sat 1 Jun 2030}. */
  static String day(Instant instant, ZoneId zone) {
    return Language.day(instant.atZone(zone), PageLanguage.reader());
  }

  /** {@code 19:30:05}. */
  static String clock(Instant instant, ZoneId zone) {
    return CLOCK.format(instant.atZone(zone));
  }
}
