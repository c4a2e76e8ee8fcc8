package org.onsale.payments;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The accounts at providers whose keys we have: entered ones, and those of the configuration where
 * none are entered. They are read again every second, so that what one node saves counts on all of
 * them; a database that does not answer leaves them as they are.
 */
@Singleton
final class ProviderAccounts {
  private static final Logger LOG = Logger.getLogger(ProviderAccounts.class);
  static final Duration FRESH = Duration.ofSeconds(1);

  /** Makes the gateway that speaks to an account. */
  interface Opener {
    Gateway open(int account, Keys keys);
  }

  /**
   * Those of one method.
   *
   * @param current takes new payments; null when there is none
   * @param all by number, that one too
   */
  record Known(@Nullable ProviderAccount current, Map<Integer, ProviderAccount> all) {
    static final Known NOTHING = new Known(null, Map.of());

    /** The current one first, then the newest. */
    List<ProviderAccount> inOrder() {
      List<ProviderAccount> ordered = new ArrayList<>(all.values());
      ordered.sort((a, b) -> Integer.compare(b.number(), a.number()));
      if (current != null) {
        ordered.remove(current);
        ordered.addFirst(current);
      }
      return ordered;
    }
  }

  private record Read(Instant at, Map<String, Known> byMethod) {}

  private final KeyRows rows;
  private final Map<String, Keys> configured;
  private final Opener opener;
  private final Clock clock;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable Read read;

  /**
   * @param configured by method
   */
  ProviderAccounts(KeyRows rows, Map<String, Keys> configured, Opener opener, Clock clock) {
    this.rows = rows;
    this.configured = Map.copyOf(configured);
    this.opener = opener;
    this.clock = clock;
  }

  @Inject
  ProviderAccounts(KeyRows rows, ConfiguredKeys configured, GatewayOpener opener, Clock clock) {
    this(rows, configured.byMethod(), opener, clock);
  }

  Known of(String method) {
    return fresh().byMethod().getOrDefault(method, Known.NOTHING);
  }

  private Read fresh() {
    Read known = read;
    if (known == null) {
      reading.lock();
    } else if (clock.instant().isBefore(known.at().plus(FRESH)) || !reading.tryLock()) {
      return known;
    }
    try {
      Read mine = read == null || read == known ? readAgain(read) : read;
      read = mine;
      return mine;
    } finally {
      reading.unlock();
    }
  }

  /** What was saved here counts here at once. */
  void forget() {
    reading.lock();
    try {
      read = readAgain(read);
    } finally {
      reading.unlock();
    }
  }

  private Read readAgain(@Nullable Read before) {
    Instant now = clock.instant();
    List<KeyRows.Row> found;
    try {
      found = rows.all();
    } catch (RuntimeException e) {
      if (before == null) {
        throw e;
      }
      LOG.warn("The keys of payment providers cannot be read; they stay as they are", e);
      return new Read(now, before.byMethod());
    }
    Map<String, Known> byMethod = new HashMap<>();
    for (String method : Keys.METHODS) {
      Known old =
          before == null ? Known.NOTHING : before.byMethod().getOrDefault(method, Known.NOTHING);
      byMethod.put(
          method,
          known(method, found.stream().filter(row -> row.method().equals(method)).toList(), old));
    }
    return new Read(now, byMethod);
  }

  private Known known(String method, List<KeyRows.Row> its, Known before) {
    Map<Integer, ProviderAccount> all = new HashMap<>();
    ProviderAccount current = null;
    boolean entered = false;
    for (KeyRows.Row row : its) {
      Optional<ProviderAccount> account = account(row, before);
      account.ifPresent(each -> all.put(each.number(), each));
      if (!row.retired()) {
        // Keys that cannot be opened are not replaced by others: nothing is offered then.
        entered = true;
        current = account.orElse(null);
      }
    }
    Keys keys = configured.get(method);
    if (keys != null && !(entered && current != null && current.number() == 0)) {
      ProviderAccount mine = configured(keys, before);
      all.put(0, mine);
      current = entered ? current : mine;
    }
    return new Known(current, all);
  }

  /** The same as before while its keys are the same, for it knows whether its provider is down. */
  private Optional<ProviderAccount> account(KeyRows.Row row, Known before) {
    ProviderAccount known = before.all().get(row.account());
    if (known != null && known.version() == row.version()) {
      return Optional.of(known);
    }
    Optional<Keys> keys = rows.open(row);
    if (keys.isEmpty()) {
      LOG.errorf("The keys of account %d of %s cannot be read", row.account(), row.method());
    }
    return keys.map(
        each ->
            new ProviderAccount(
                row.account(),
                each,
                row.version(),
                row.savedBy(),
                row.savedAt(),
                opener.open(row.account(), each)));
  }

  private ProviderAccount configured(Keys keys, Known before) {
    ProviderAccount known = before.all().get(0);
    return known != null && known.isConfigured()
        ? known
        : new ProviderAccount(0, keys, 0, "", null, opener.open(0, keys));
  }
}
