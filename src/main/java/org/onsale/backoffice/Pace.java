package org.onsale.backoffice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.onsale.orders.Takings;
import org.onsale.platform.EventId;
import org.onsale.platform.PageLanguage;

/**
 * How fast an event sells: a bar for each stretch of time, the last of which is not over.
 *
 * @param hour whether it is the last hour; else the last day
 * @param words the same in a sentence
 */
public record Pace(boolean hour, List<Bar> bars, boolean none, String words) {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HALF_HOUR = Duration.ofMinutes(30);
  private static final int MINUTES = 60;
  private static final int HALF_HOURS = 48;

  /** A bar of a drawing that is 100 high and 100 wide for each bar. */
  public record Bar(int x, int y, int height) {}

  static Takings.Stretch stretch(EventId event, boolean hour, Instant now) {
    Duration step = hour ? MINUTE : HALF_HOUR;
    int steps = hour ? MINUTES : HALF_HOURS;
    long begun = now.getEpochSecond() / step.toSeconds() * step.toSeconds();
    Instant from = Instant.ofEpochSecond(begun).minus(step.multipliedBy(steps - 1L));
    return new Takings.Stretch(event, from, step, steps);
  }

  static Pace of(boolean hour, int[] places) {
    int most = Arrays.stream(places).max().orElse(0);
    var bars = new ArrayList<Bar>();
    for (int i = 0; i < places.length; i++) {
      // What is little is still to be seen.
      int height = places[i] == 0 ? 0 : Math.max(2, Math.round(100f * places[i] / most));
      bars.add(new Bar(100 * i + 10, 100 - height, height));
    }
    long total = Arrays.stream(places).asLongStream().sum();
    String words =
        PageLanguage.words(EventWords.class).paceWords(Amounts.count(total), Amounts.count(most));
    return new Pace(hour, bars, most == 0, words);
  }
}
