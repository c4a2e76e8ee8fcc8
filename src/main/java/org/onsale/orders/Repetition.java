package org.onsale.orders;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.onsale.platform.Waiting;

/**
 * A repeated request gets the answer of the first, which may be under way on any node: it looks
 * again in ever longer turns, for three seconds in all. See {@code docs/adr/0030}.
 */
final class Repetition {
  private static final List<Duration> PAUSES =
      Stream.of(50, 100, 200, 400, 750, 1500).map(Duration::ofMillis).toList();

  private Repetition() {}

  /**
   * Looks again while there is no answer yet.
   *
   * @return the last that was seen, open or not
   */
  static <T> T settled(T first, Supplier<T> look, Predicate<T> isOpen) {
    T seen = first;
    for (Duration pause : PAUSES) {
      if (!isOpen.test(seen)) {
        break;
      }
      Waiting.pause(pause);
      seen = look.get();
    }
    return seen;
  }
}
