package org.onsale.backoffice;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times as clocks at the venue show them. */
final class Times {
  private static final DateTimeFormatter TYPED = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");
  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm", Locale.ENGLISH);

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);

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
    return SHOWN.format(instant.atZone(zone));
  }

  /** When an event starts, unless that is still to be announced. */
  static String start(Instant startsAt, boolean dateOpen, ZoneId zone) {
    return dateOpen ? "Date to be announced" : shown(startsAt, zone);
  }

  /** {@code Sat 1 Jun 2030}. */
  static String day(Instant instant, ZoneId zone) {
    return DAY.format(instant.atZone(zone));
  }

  /** {@code 19:30:05}. */
  static String clock(Instant instant, ZoneId zone) {
    return CLOCK.format(instant.atZone(zone));
  }
}
