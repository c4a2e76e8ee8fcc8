package org.onsale.identity;

import com.github.benmanes.caffeine.cache.Cache;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.onsale.platform.Database;
import org.onsale.platform.InProcessState;
import org.onsale.platform.SharedRecords;
import org.onsale.platform.SharedState;

/**
 * Sessions of signed-in people, known to their browser by a random cookie.
 *
 * <p>A session ends when it was not used for {@link #IDLE}, at the latest after {@link #ABSOLUTE}.
 * The nodes remember a session for {@link #REMEMBERED}, half of it each for itself and half of it
 * together. A sign-out is told to all nodes at once; one that does not hear of it knows that much
 * later.
 */
@Singleton
public final class Sessions {

  /** The name of the cookie. */
  public static final String COOKIE = "onsale_session";

  static final Duration IDLE = Duration.ofHours(8);
  static final Duration ABSOLUTE = Duration.ofDays(7);
  static final Duration REMEMBERED = Duration.ofSeconds(30);

  private static final String CHANNEL = "identity:session-closed";

  private final Database database;
  private final Clock clock;
  private final SharedState state;

  // By hash, as all that leaves this node.
  private final Cache<String, Row> remembered;
  private final SharedRecords<Row> shared;

  /** A session that was closed never opens again, whoever still remembers it. */
  private final Cache<String, Boolean> closed;

  /**
   * A session that works now.
   *
   * @param csrf what requests that change something must carry besides the cookie
   */
  public record Session(Account account, String csrf, Instant expiresAt) {}

  private record Row(long id, String email, String name, Instant expiresAt) {
    Session session(String token) {
      return new Session(
          new Account(id, email, name), Unguessable.derive(token, "csrf"), expiresAt);
    }
  }

  /** The sessions of a node alone. */
  public Sessions(Database database, Clock clock) {
    this(database, clock, new InProcessState(clock));
  }

  @Inject
  public Sessions(Database database, Clock clock, SharedState state) {
    this.database = database;
    this.clock = clock;
    this.state = state;
    Duration half = REMEMBERED.dividedBy(2);
    this.remembered = Remembered.during(half, clock);
    this.shared = new SharedRecords<>(state, "identity:session", Row.class, half);
    this.closed = Remembered.during(REMEMBERED.multipliedBy(2), clock);
    var forLife = state.subscribe(CHANNEL, new Closings());
  }

  private final class Closings implements SharedState.Listener {
    @Override
    public void heard(byte[] hash) {
      forget(HexFormat.of().formatHex(hash));
    }

    @Override
    public void restored() {
      remembered.invalidateAll();
    }
  }

  /** Opens a session and gives its cookie's value. */
  public String open(Account account) {
    String token = Unguessable.random();
    Instant now = clock.instant();
    database
        .jdbi()
        .useTransaction(
            handle -> {
              handle
                  .createUpdate("DELETE FROM session WHERE expires_at <= :now")
                  .bind("now", now)
                  .execute();
              handle
                  .createUpdate(
                      """
                      INSERT INTO session
                          (token_hash, account_id, created_at, last_seen_at, expires_at)
                      VALUES (:hash, :account, :now, :now, :expiresAt)
                      """)
                  .bind("hash", Unguessable.hash(token))
                  .bind("account", account.id())
                  .bind("now", now)
                  .bind("expiresAt", now.plus(ABSOLUTE))
                  .execute();
            });
    return token;
  }

  /** The session of a cookie; finding it counts as using it. */
  public Optional<Session> find(String token) {
    byte[] hash = Unguessable.hash(token);
    String key = HexFormat.of().formatHex(hash);
    if (closed.getIfPresent(key) != null) {
      return Optional.empty();
    }
    Optional<Row> row = Optional.ofNullable(remembered.getIfPresent(key));
    if (row.isEmpty()) {
      row = shared.find(key).or(() -> load(key, hash));
      row.ifPresent(found -> remembered.put(key, found));
    }
    return row.filter(found -> clock.instant().isBefore(found.expiresAt()))
        .map(found -> found.session(token));
  }

  private Optional<Row> load(String key, byte[] hash) {
    Optional<Row> row = load(hash);
    row.ifPresent(found -> shared.keep(key, found));
    return row;
  }

  private Optional<Row> load(byte[] hash) {
    Instant now = clock.instant();
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        UPDATE session SET last_seen_at = :now
                        FROM account
                        WHERE token_hash = :hash
                          AND expires_at > :now
                          AND last_seen_at > :idleSince
                          AND account.id = account_id
                        RETURNING account.id, email, name, expires_at
                        """)
                    .bind("hash", hash)
                    .bind("now", now)
                    .bind("idleSince", now.minus(IDLE))
                    .mapTo(Row.class)
                    .findOne());
  }

  /** Ends a session; does nothing when it has ended. */
  public void close(String token) {
    byte[] hash = Unguessable.hash(token);
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate("DELETE FROM session WHERE token_hash = :hash")
                    .bind("hash", hash)
                    .execute());
    String key = HexFormat.of().formatHex(hash);
    forget(key);
    shared.forget(key);
    state.publish(CHANNEL, hash);
  }

  private void forget(String key) {
    closed.put(key, true);
    remembered.invalidate(key);
  }
}
