package org.onsale.catalog;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the public looks for among the events to come.
 *
 * @param words each of them must be in the name, the venue or the city of an event, or nearly so;
 *     none finds all
 * @param city as {@link Catalog#cities} gives it, in any case; null for all
 * @param from the first day on which an event may start, by the calendar of its venue
 * @param until the last one; an event whose new date is not known yet has no day
 * @param withCancelled whether events are found that will not take place
 */
public record Search(
    List<String> words,
    @Nullable String city,
    @Nullable LocalDate from,
    @Nullable LocalDate until,
    boolean withCancelled) {

  /** Every published event. */
  public static final Search ALL = new Search(List.of(), null, null, null, false);

  private static final int MOST_WORDS = 8;

  public Search {
    words = List.copyOf(words);
  }

  /** For what somebody typed; of a long text the first words. */
  public static Search of(String text) {
    List<String> words =
        Arrays.stream(text.strip().toLowerCase(Locale.ROOT).split("\\s+"))
            .filter(word -> !word.isEmpty())
            .limit(MOST_WORDS)
            .toList();
    return new Search(words, null, null, null, false);
  }

  public Search in(@Nullable String place) {
    return new Search(words, place, from, until, withCancelled);
  }

  /** Starting on these days, both included; a null leaves that end open. */
  public Search between(@Nullable LocalDate first, @Nullable LocalDate last) {
    return new Search(words, city, first, last, withCancelled);
  }

  public Search alsoCancelled() {
    return new Search(words, city, from, until, true);
  }

  /** The word that leads to the fewest events, most likely. */
  String longest() {
    return words.stream().max((a, b) -> Integer.compare(a.length(), b.length())).orElse("");
  }
}
