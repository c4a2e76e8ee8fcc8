package org.onsale.payments;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Database;
import org.onsale.platform.SealedText;
import org.onsale.platform.Secrets;
import org.onsale.platform.StoredJson;

/** The table of entered keys, in which they are encrypted. */
@Singleton
final class KeyRows {
  /** There is one organiser, whose events all are. */
  private static final long ORGANISER = 1;

  private final Database database;
  private final SealedText sealed;

  @Inject
  KeyRows(Database database, Secrets secrets) {
    this.database = database;
    this.sealed = new SealedText(secrets, "provider-keys");
  }

  /**
   * Keys of an account as they stand in the database.
   *
   * @param retired whether they only finish what was begun with them
   */
  record Row(
      String method,
      int account,
      byte[] keys,
      int version,
      boolean retired,
      String savedBy,
      Instant savedAt) {}

  /** Few: one for each account that was ever entered. */
  List<Row> all() {
    return database.jdbi().withHandle(KeyRows::all);
  }

  private static List<Row> all(Handle handle) {
    String sql =
        """
        SELECT method, account, keys, version, retired, saved_by, saved_at
          FROM provider_account
         WHERE organiser_id = :organiser
         ORDER BY method, account
        """;
    return handle.createQuery(sql).bind("organiser", ORGANISER).mapTo(Row.class).list();
  }

  /** Empty when the key that opens them is lost, or another version of Onsale wrote them. */
  Optional<Keys> open(Row row) {
    return sealed
        .open(place(row.method(), row.account()), row.keys())
        .flatMap(text -> read(row.method(), text));
  }

  private static Optional<Keys> read(String method, String text) {
    try {
      return Optional.of(
          method.equals("stripe")
              ? StoredJson.read(text, Keys.Stripe.class)
              : StoredJson.read(text, Keys.PayPal.class));
    } catch (UncheckedIOException e) {
      // Its words hold the keys: nobody may log it.
      return Optional.empty();
    }
  }

  private static String place(String method, int account) {
    return ORGANISER + "/" + method + "/" + account;
  }

  /** The account that new keys are for. */
  @FunctionalInterface
  interface Choice {
    /**
     * @param rows those of all methods
     */
    int of(List<Row> rows);
  }

  /** Saves keys, which take new payments from now on; whoever saves at the same time waits. */
  void save(Keys keys, Choice choice, String by, Instant at) {
    database
        .jdbi()
        .useTransaction(
            handle -> {
              handle.execute("LOCK TABLE provider_account IN SHARE ROW EXCLUSIVE MODE");
              int account = choice.of(all(handle));
              retire(handle, keys.method(), account);
              put(handle, keys, account, by, at);
            });
  }

  private static int retire(Handle handle, String method, @Nullable Integer but) {
    String sql =
        """
        UPDATE provider_account SET retired = true
         WHERE organiser_id = :organiser AND method = :method AND NOT retired
           AND account IS DISTINCT FROM :but
        """;
    return handle
        .createUpdate(sql)
        .bind("organiser", ORGANISER)
        .bind("method", method)
        .bind("but", but)
        .execute();
  }

  private void put(Handle handle, Keys keys, int account, String by, Instant at) {
    String sql =
        """
        INSERT INTO provider_account (organiser_id, method, account, keys, saved_by, saved_at)
        VALUES (:organiser, :method, :account, :keys, :by, :at)
            ON CONFLICT (organiser_id, method, account) DO UPDATE
           SET keys = excluded.keys, version = provider_account.version + 1, retired = false,
               saved_by = excluded.saved_by, saved_at = excluded.saved_at
        """;
    String text =
        switch (keys) {
          case Keys.Stripe stripe -> StoredJson.write(stripe);
          case Keys.PayPal paypal -> StoredJson.write(paypal);
        };
    handle
        .createUpdate(sql)
        .bind("organiser", ORGANISER)
        .bind("method", keys.method())
        .bind("account", account)
        .bind("keys", sealed.seal(place(keys.method(), account), text))
        .bind("by", by)
        .bind("at", at)
        .execute();
  }

  /** Takes no new payments with entered keys from now on; false when there were none. */
  boolean retire(String method) {
    return database.jdbi().withHandle(handle -> retire(handle, method, null)) > 0;
  }
}
