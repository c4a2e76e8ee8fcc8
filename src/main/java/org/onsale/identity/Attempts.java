package org.onsale.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Counts failed sign-ins, by the address they come from and by the account they try, so that nobody
 * guesses passwords at speed. Successful ones do not count.
 *
 * <p>Kept in memory, per node: with n nodes an attacker has n times the attempts. Bounded: under a
 * flood of addresses the least used are forgotten first.
 */
final class Attempts {
  private static final int PER_ADDRESS = 30;
  private static final int PER_ACCOUNT = 10;
  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final int MAX_KEPT = 100_000;

  private final TimeMeter time;
  private final Cache<String, Bucket> addresses;
  private final Cache<String, Bucket> accounts;

  Attempts(Clock clock) {
    this.time = meter(clock);
    this.addresses = bounded();
    this.accounts = bounded();
  }

  /** One try: spent when it is made, given back when it succeeds. */
  final class Attempt {
    private final Bucket address;
    private final Bucket account;

    private Attempt(Bucket address, Bucket account) {
      this.address = address;
      this.account = account;
    }

    void succeeded() {
      address.addTokens(1);
      account.addTokens(1);
    }
  }

  /** Either the attempt, or how long to wait before the next. */
  record Permission(Optional<Attempt> attempt, Duration retryAfter) {}

  Permission ask(String remoteAddress, String email) {
    Bucket address = addresses.get(network(remoteAddress), key -> bucket(PER_ADDRESS));
    Bucket account = accounts.get(email.toLowerCase(Locale.ROOT), key -> bucket(PER_ACCOUNT));
    ConsumptionProbe first = address.tryConsumeAndReturnRemaining(1);
    if (!first.isConsumed()) {
      return refused(first);
    }
    ConsumptionProbe second = account.tryConsumeAndReturnRemaining(1);
    if (!second.isConsumed()) {
      address.addTokens(1);
      return refused(second);
    }
    return new Permission(Optional.of(new Attempt(address, account)), Duration.ZERO);
  }

  private static Permission refused(ConsumptionProbe probe) {
    return new Permission(Optional.empty(), Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  /** IPv6 users own a /64, so that is what counts as one address. */
  static String network(String remoteAddress) {
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

  private Bucket bucket(int attempts) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(attempts).refillGreedy(attempts, WINDOW))
        .withCustomTimePrecision(time)
        .build();
  }

  private Cache<String, Bucket> bounded() {
    return Caffeine.newBuilder()
        .maximumSize(MAX_KEPT)
        .expireAfterAccess(WINDOW)
        .ticker(time::currentTimeNanos)
        .build();
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
