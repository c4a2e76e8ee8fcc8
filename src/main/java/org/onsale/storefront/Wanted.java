package org.onsale.storefront;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Search;

/**
 * What a reader of the first page looks for, as its address says it. What makes no sense is left
 * out: an address that somebody mended by hand still shows a page.
 *
 * @param words empty for any
 * @param city empty for all
 * @param day the one day of {@link When#DATE}; null for all others
 */
public record Wanted(String words, String city, When when, @Nullable LocalDate day) {
  private static final int MAX_TEXT = 100;

  /** On which days. */
  public enum When {
    ANY,
    WEEKEND,
    MONTH,
    DATE;

    /** As the address names it; empty for {@link #ANY}. */
    public String id() {
      return this == ANY ? "" : name().toLowerCase(Locale.ROOT);
    }

    private static When of(String id) {
      for (When each : values()) {
        if (each.id().equals(id)) {
          return each;
        }
      }
      return ANY;
    }
  }

  /**
   * @param date such as {@code 2030-06-01}; a day that is named alone is meant
   */
  static Wanted of(String words, String city, String when, String date) {
    When asked = When.of(when);
    LocalDate day = asked == When.ANY || asked == When.DATE ? day(date) : null;
    return new Wanted(plain(words), plain(city), day == null ? withoutDay(asked) : When.DATE, day);
  }

  private static When withoutDay(When asked) {
    return asked == When.DATE ? When.ANY : asked;
  }

  private static String plain(String text) {
    String clean = text.replace("\0", "").strip();
    return clean.substring(0, Math.min(clean.length(), MAX_TEXT));
  }

  private static @Nullable LocalDate day(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      return day.getYear() > 9999 || day.getYear() < 0 ? null : day;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  public boolean isEmpty() {
    return words.isEmpty() && city.isEmpty() && when == When.ANY;
  }

  /** Whether there is more to it than words. */
  public boolean isNarrowed() {
    return !city.isEmpty() || when != When.ANY;
  }

  Search search(LocalDate today) {
    Search search = Search.of(words).in(city.isEmpty() ? null : city).alsoCancelled();
    return switch (when) {
      case ANY -> search;
      case WEEKEND -> search.between(weekend(today), lastOfWeekend(today));
      case MONTH -> search.between(today, today.with(TemporalAdjusters.lastDayOfMonth()));
      case DATE -> search.between(day, day);
    };
  }

  /** It begins on Friday; when it has begun, today. */
  private static LocalDate weekend(LocalDate today) {
    return today.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) >= 0
        ? today
        : today.with(TemporalAdjusters.next(DayOfWeek.FRIDAY));
  }

  private static LocalDate lastOfWeekend(LocalDate today) {
    return today.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
  }

  /** The address of its first page. */
  public String address() {
    return address(null);
  }

  String address(@Nullable String cursor) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("q", words);
    parameters.put("city", city);
    parameters.put("when", when == When.DATE ? "" : when.id());
    parameters.put("date", day == null ? "" : day.toString());
    parameters.put("cursor", cursor == null ? "" : cursor);
    String query =
        parameters.entrySet().stream()
            .filter(parameter -> !parameter.getValue().isEmpty())
            .map(
                parameter ->
                    parameter.getKey()
                        + "="
                        + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? "/" : "/?" + query;
  }
}
