package org.onsale.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What a node remembers of the database for seconds, so that not each request has to ask. */
final class Remembered {
  private static final int MOST = 10_000;

  private Remembered() {}

  /** Forgets an entry that long after it was written, by the clock that is given. */
  static <K, V> Cache<K, V> during(Duration time, Clock clock) {
    return Caffeine.newBuilder()
        .maximumSize(MOST)
        .expireAfterWrite(time)
        .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
        .build();
  }
}
