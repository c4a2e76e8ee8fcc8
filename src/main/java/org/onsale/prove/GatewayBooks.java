package org.onsale.prove;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.onsale.platform.Database;

/**
 * The books of the sandbox gateway. It plays an outside company, so a set-back of our database must
 * not touch them; and like one it gives money back when it is told to.
 */
final class GatewayBooks {

  /** A payment as the gateway knows it. */
  record Entry(String key, long amount, String currency, String status) {}

  /**
   * Money of a payment that our database has forgotten.
   *
   * @param charged taken, and not only set aside
   */
  record Unaccounted(String key, long amount, String currency, boolean charged) {}

  private GatewayBooks() {}

  static List<Entry> read(Database database) {
    return database.jdbi().withHandle(GatewayBooks::read);
  }

  private static List<Entry> read(Handle handle) {
    return handle
        .createQuery("SELECT key, amount, currency, status FROM sandbox_payment ORDER BY key")
        .mapTo(Entry.class)
        .list();
  }

  /**
   * Writes the books as they were into a database that was set back.
   *
   * @return the keys of which that database knew less
   */
  static List<String> carryOver(Database database, List<Entry> books) {
    String sql =
        """
        INSERT INTO sandbox_payment (key, amount, currency, status)
        VALUES (:key, :amount, :currency, :status)
        ON CONFLICT (key) DO UPDATE SET status = excluded.status, changed_at = now()
        """;
    return database
        .jdbi()
        .inTransaction(
            handle -> {
              Map<String, Entry> known = new HashMap<>();
              read(handle).forEach(entry -> known.put(entry.key(), entry));
              List<String> forgotten = new ArrayList<>();
              for (Entry entry : books) {
                if (!entry.equals(known.get(entry.key()))) {
                  handle
                      .createUpdate(sql)
                      .bind("key", entry.key())
                      .bind("amount", entry.amount())
                      .bind("currency", entry.currency())
                      .bind("status", entry.status())
                      .execute();
                  forgotten.add(entry.key());
                }
              }
              return forgotten;
            });
  }

  /**
   * Keys that the gateway has and our database has not. Nodes still waited for the gateway when the
   * database was set back under them; what it then did is in no copy of its books.
   */
  static List<String> unknown(Database database) {
    String sql =
        """
        SELECT key
          FROM sandbox_payment g
         WHERE NOT EXISTS (SELECT FROM payment p WHERE p.code || '/' || p.attempt = g.key)
         ORDER BY key
        """;
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  /**
   * What is set aside or taken and no paid order accounts for.
   *
   * @param forgotten keys of payments that a set-back has taken from the database
   */
  static List<Unaccounted> unaccounted(Database database, Collection<String> forgotten) {
    return database.jdbi().withHandle(handle -> unaccounted(handle, forgotten));
  }

  private static List<Unaccounted> unaccounted(Handle handle, Collection<String> forgotten) {
    String sql =
        """
        SELECT g.key, g.amount, g.currency, g.status = 'captured' AS charged
          FROM sandbox_payment g
         WHERE g.key = ANY (:keys) AND g.status IN ('authorised', 'captured')
           AND NOT EXISTS (SELECT FROM payment p JOIN customer_order o USING (event_id, code)
                            WHERE p.code || '/' || p.attempt = g.key
                              AND p.status = 'captured' AND o.status = 'paid')
         ORDER BY g.key
        """;
    return handle
        .createQuery(sql)
        .bind("keys", forgotten.toArray(String[]::new))
        .mapTo(Unaccounted.class)
        .list();
  }

  /**
   * Does what an operator does after a set-back (docs/operating/backup.md): looks up the payments
   * that the database has forgotten, and gives back what no paid order accounts for. Afterwards the
   * books must agree to the cent.
   *
   * @return what was given back
   */
  static List<Unaccounted> settle(Database database, Collection<String> forgotten) {
    return database.jdbi().inTransaction(handle -> settle(handle, forgotten));
  }

  private static List<Unaccounted> settle(Handle handle, Collection<String> forgotten) {
    List<Unaccounted> given = unaccounted(handle, forgotten);
    handle
        .createUpdate("UPDATE sandbox_payment SET status = 'voided' WHERE key = ANY (:keys)")
        .bind("keys", given.stream().map(Unaccounted::key).toArray(String[]::new))
        .execute();
    // Attempts that moved no money, or no longer do, and that are gone from our books.
    handle
        .createUpdate(
            """
            DELETE FROM sandbox_payment g
             WHERE g.key = ANY (:keys) AND g.status IN ('declined', 'voided')
               AND NOT EXISTS (SELECT FROM payment p WHERE p.code || '/' || p.attempt = g.key)
            """)
        .bind("keys", forgotten.toArray(String[]::new))
        .execute();
    return given;
  }
}
