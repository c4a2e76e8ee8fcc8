package org.onsale.identity;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.onsale.platform.Database;

/** One-time links with which the first person sets up an account: {@code /set-up?token=…}. */
@Singleton
public final class SetupLinks {

  /** How long a link works. */
  public static final Duration VALID = Duration.ofHours(24);

  private final Database database;
  private final Clock clock;

  @Inject
  public SetupLinks(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * The token of a new link, which makes all earlier ones void; empty once there is an account, for
   * then the owner signs in.
   */
  public Optional<String> issueForOwner() {
    return database
        .jdbi()
        .inTransaction(
            handle -> {
              lock(handle);
              if (anyAccount(handle)) {
                return Optional.empty();
              }
              String token = Unguessable.random();
              handle.execute("DELETE FROM set_up_link");
              handle
                  .createUpdate(
                      """
                      INSERT INTO set_up_link (token_hash, expires_at) VALUES (:hash, :expiresAt)
                      """)
                  .bind("hash", Unguessable.hash(token))
                  .bind("expiresAt", clock.instant().plus(VALID))
                  .execute();
              return Optional.of(token);
            });
  }

  /** Whether the link works now. */
  public boolean isOpen(String token) {
    return database.jdbi().withHandle(handle -> isOpen(handle, token, clock.instant()));
  }

  /** Uses the link up, in the transaction that creates the account. */
  static boolean spend(Handle transaction, String token, Instant now) {
    lock(transaction);
    if (!isOpen(transaction, token, now)) {
      return false;
    }
    transaction.execute("DELETE FROM set_up_link");
    return true;
  }

  private static boolean isOpen(Handle handle, String token, Instant now) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (
                SELECT FROM set_up_link WHERE token_hash = :hash AND expires_at > :now)
            """)
        .bind("hash", Unguessable.hash(token))
        .bind("now", now)
        .mapTo(Boolean.class)
        .one();
  }

  private static boolean anyAccount(Handle handle) {
    return handle.createQuery("SELECT EXISTS (SELECT FROM account)").mapTo(Boolean.class).one();
  }

  /** One at a time: two nodes may start, and two people may click, in the same moment. */
  private static void lock(Handle transaction) {
    transaction.execute("LOCK TABLE set_up_link IN EXCLUSIVE MODE");
  }
}
