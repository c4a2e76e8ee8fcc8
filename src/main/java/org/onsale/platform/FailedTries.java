package org.onsale.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Counts failed tries by whatever tries, so that nobody guesses at speed. A try is counted when it
 * is made, and given back when it succeeds.
 *
 * <p>Kept in memory, per node: with n nodes there are n times the tries. Bounded: under a flood of
 * keys the least used are forgotten first.
 */
public final class FailedTries {
  private static final int MAX_KEPT = 100_000;

  private final int limit;
  private final Duration window;
  private final TimeMeter time;
  private final Cache<String, Bucket> buckets;

  /**
   * @param limit failed tries in a window
   */
  public FailedTries(int limit, Duration window, Clock clock) {
    this.limit = limit;
    this.window = window;
    this.time = meter(clock);
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MAX_KEPT)
            .expireAfterAccess(window)
            .ticker(time::currentTimeNanos)
            .build();
  }

  /** Counts a try; returns how long to wait when there were too many, zero when there were not. */
  public Duration count(String key) {
    ConsumptionProbe probe = bucket(key).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
  }

  /** The try has succeeded: it does not count. */
  public void giveBack(String key) {
    bucket(key).addTokens(1);
  }

  private Bucket bucket(String key) {
    return buckets.get(
        key,
        unknown ->
            Bucket.builder()
                .addLimit(bandwidth -> bandwidth.capacity(limit).refillGreedy(limit, window))
                .withCustomTimePrecision(time)
                .build());
  }

  /** What counts as one client: IPv6 users own a /64. */
  public static String network(String remoteAddress) {
    if (!remoteAddress.contains(":")) {
      return remoteAddress;
    }
    String[] groups = remoteAddress.split(":", -1);
    var network = new StringBuilder();
    for (int i = 0; i < Math.min(4, groups.length) && !groups[i].isEmpty(); i++) {
      network.append(groups[i]).append(':');
    }
    return network.toString();
  }

  private static TimeMeter meter(Clock clock) {
    return new TimeMeter() {
      @Override
      public long currentTimeNanos() {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
      }

      @Override
      public boolean isWallClockBased() {
        return true;
      }
    };
  }
}
