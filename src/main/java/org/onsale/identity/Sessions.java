package org.onsale.identity;

import com.github.benmanes.caffeine.cache.Cache;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.onsale.platform.Database;

/**
 * Sessions of signed-in people, known to their browser by a random cookie.
 *
 * <p>A session ends when it was not used for {@link #IDLE}, at the latest after {@link #ABSOLUTE}.
 * Each node remembers a session for {@link #REMEMBERED}, so a sign-out reaches the other nodes that
 * much later.
 */
@Singleton
public final class Sessions {

  /** The name of the cookie. */
  public static final String COOKIE = "onsale_session";

  static final Duration IDLE = Duration.ofHours(8);
  static final Duration ABSOLUTE = Duration.ofDays(7);
  static final Duration REMEMBERED = Duration.ofSeconds(30);

  private final Database database;
  private final Clock clock;
  private final Cache<String, Session> remembered;

  /**
   * A session that works now.
   *
   * @param csrf what requests that change something must carry besides the cookie
   */
  public record Session(Account account, String csrf, Instant expiresAt) {}

  private record Row(long id, String email, String name, Instant expiresAt) {}

  @Inject
  public Sessions(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.remembered = Remembered.during(REMEMBERED, clock);
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
    Session known = remembered.getIfPresent(token);
    if (known == null) {
      Optional<Session> found = load(token);
      found.ifPresent(session -> remembered.put(token, session));
      return found;
    }
    return clock.instant().isBefore(known.expiresAt()) ? Optional.of(known) : Optional.empty();
  }

  private Optional<Session> load(String token) {
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
                    .bind("hash", Unguessable.hash(token))
                    .bind("now", now)
                    .bind("idleSince", now.minus(IDLE))
                    .mapTo(Row.class)
                    .findOne())
        .map(
            row ->
                new Session(
                    new Account(row.id(), row.email(), row.name()),
                    Unguessable.derive(token, "csrf"),
                    row.expiresAt()));
  }

  /** Ends a session; does nothing when it has ended. */
  public void close(String token) {
    remembered.invalidate(token);
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate("DELETE FROM session WHERE token_hash = :hash")
                    .bind("hash", Unguessable.hash(token))
                    .execute());
  }
}
