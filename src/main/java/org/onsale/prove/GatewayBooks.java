package org.onsale.prove;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.onsale.platform.Database;
import org.onsale.verify.Check;

/**
 * The books of the sandbox gateway. It plays an outside company, so a set-back of our database must
 * not touch them; and like one it gives money back when it is told to.
 */
final class GatewayBooks {

  /** A payment as the gateway knows it. */
  record Entry(String key, long amount, String currency, String status) {}

  /** Money that the gateway has given back of a payment. */
  record Refund(String key, String payment, long amount) {}

  /** All that the gateway knows, by key. */
  record Books(List<Entry> payments, List<Refund> refunds) {}

  /**
   * Money of a payment that our database has forgotten.
   *
   * @param amount without what has gone back already
   * @param charged taken, and not only set aside
   */
  record Unaccounted(String key, long amount, String currency, boolean charged) {}

  private GatewayBooks() {}

  static Books read(Database database) {
    return database.jdbi().inTransaction(handle -> new Books(payments(handle), refunds(handle)));
  }

  private static List<Entry> payments(Handle handle) {
    return handle
        .createQuery("SELECT key, amount, currency, status FROM sandbox_payment ORDER BY key")
        .mapTo(Entry.class)
        .list();
  }

  private static List<Refund> refunds(Handle handle) {
    return handle
        .createQuery("SELECT key, payment, amount FROM sandbox_refund ORDER BY key")
        .mapTo(Refund.class)
        .list();
  }

  /**
   * Writes the books as they were into a database that was set back.
   *
   * @return the keys of which that database knew less
   */
  static List<String> carryOver(Database database, Books books) {
    return database
        .jdbi()
        .inTransaction(
            handle -> {
              List<String> forgotten = carryPayments(handle, books.payments());
              forgotten.addAll(carryRefunds(handle, books.refunds()));
              return forgotten;
            });
  }

  private static List<String> carryPayments(Handle handle, List<Entry> payments) {
    String sql =
        """
        INSERT INTO sandbox_payment (key, amount, currency, status)
        VALUES (:key, :amount, :currency, :status)
        ON CONFLICT (key) DO UPDATE SET status = excluded.status, changed_at = now()
        """;
    Map<String, Entry> known = new HashMap<>();
    payments(handle).forEach(entry -> known.put(entry.key(), entry));
    List<String> forgotten = new ArrayList<>();
    for (Entry entry : payments) {
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
  }

  private static List<String> carryRefunds(Handle handle, List<Refund> refunds) {
    String sql =
        """
        INSERT INTO sandbox_refund (key, payment, amount)
        VALUES (:key, :payment, :amount)
        ON CONFLICT (key) DO NOTHING
        """;
    return refunds.stream()
        .filter(
            refund ->
                handle
                        .createUpdate(sql)
                        .bind("key", refund.key())
                        .bind("payment", refund.payment())
                        .bind("amount", refund.amount())
                        .execute()
                    > 0)
        .map(Refund::key)
        .toList();
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
         UNION ALL
        SELECT key
          FROM sandbox_refund g
         WHERE key <> payment || '/mend'
           AND NOT EXISTS (SELECT FROM refund r WHERE r.code || '/refund/' || r.number = g.key)
         ORDER BY key
        """;
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  /**
   * What the gateway has given back of paid orders, and our database does not know of any more.
   *
   * @param forgotten keys that a set-back has taken from the database
   */
  static List<Refund> unknownRefunds(Database database, Collection<String> forgotten) {
    String sql =
        """
        SELECT g.key, g.payment, g.amount
          FROM sandbox_refund g
          JOIN payment p ON p.code || '/' || p.attempt = g.payment
          JOIN customer_order o USING (event_id, code)
         WHERE g.key = ANY (:keys) AND p.status = 'captured' AND o.status = 'paid'
           AND NOT EXISTS (SELECT FROM refund r WHERE r.code || '/refund/' || r.number = g.key)
         ORDER BY g.key
        """;
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("keys", forgotten.toArray(String[]::new))
                    .mapTo(Refund.class)
                    .list());
  }

  /**
   * Pays at the gateway what is missing of refunds that it has refused, because it knows a
   * forgotten one of another amount by their name.
   *
   * @param forgotten keys that a set-back has taken from the database
   * @return what can be asked for again now
   */
  static List<Facts.Refund> payByHand(Database database, Collection<String> forgotten) {
    List<Facts.Refund> refused =
        Facts.read(database).refunds().values().stream()
            .filter(each -> each.status().equals("failed") && forgotten.contains(each.name()))
            .toList();
    database
        .jdbi()
        .useHandle(
            handle ->
                refused.forEach(
                    refund ->
                        handle
                            .createUpdate("UPDATE sandbox_refund SET amount = ? WHERE key = ?")
                            .bind(0, refund.amount())
                            .bind(1, refund.name())
                            .execute()));
    return refused;
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
        SELECT g.key, g.currency, g.status = 'captured' AS charged,
               g.amount - (SELECT coalesce(sum(r.amount), 0)
                             FROM sandbox_refund r
                            WHERE r.payment = g.key) AS amount
          FROM sandbox_payment g
         WHERE g.key = ANY (:keys) AND g.status IN ('authorised', 'captured')
           AND NOT EXISTS (SELECT FROM payment p JOIN customer_order o USING (event_id, code)
                            WHERE p.code || '/' || p.attempt = g.key
                              AND p.status = 'captured' AND o.status IN ('paid', 'refunded'))
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
    String[] keys = given.stream().map(Unaccounted::key).toArray(String[]::new);
    handle
        .createUpdate("DELETE FROM sandbox_refund WHERE payment = ANY (:keys)")
        .bind("keys", keys)
        .execute();
    handle
        .createUpdate("UPDATE sandbox_payment SET status = 'voided' WHERE key = ANY (:keys)")
        .bind("keys", keys)
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

  /**
   * What the gateway took and gave back of each order, against what its buyer has for it; a
   * rehearsal has no taxes.
   */
  static Check addUp(Database database) {
    String sql =
        """
        WITH taken AS (SELECT split_part(key, '/', 1) AS code, sum(amount) AS captured
                         FROM sandbox_payment
                        WHERE status = 'captured'
                        GROUP BY 1),
             given AS (SELECT split_part(payment, '/', 1) AS code, sum(amount) AS back
                         FROM sandbox_refund
                        GROUP BY 1)
        SELECT format('order %s (%s): %s captured; its valid tickets cost %s, fees of %s are kept,'
                      || ' %s went back', o.code, o.status, coalesce(captured, 0), worth, kept,
                      coalesce(back, 0))
          FROM customer_order o
          LEFT JOIN taken USING (code)
          LEFT JOIN given USING (code)
         CROSS JOIN LATERAL (SELECT coalesce(sum(r.kept), 0) AS kept
                               FROM refund r
                              WHERE r.event_id = o.event_id AND r.code = o.code) AS refunds
         CROSS JOIN LATERAL (SELECT coalesce(sum(l.price - l.discount + l.fee), 0)
                                    + CASE WHEN count(*) > 0 THEN o.order_fee ELSE 0 END AS worth
                               FROM order_line l
                               JOIN ticket t ON t.event_id = l.event_id AND t.order_code = l.code
                                            AND t.line = l.number AND t.status = 'valid'
                              WHERE l.event_id = o.event_id AND l.code = o.code) AS tickets
         WHERE coalesce(captured, 0) <> worth + kept + coalesce(back, 0)
         ORDER BY o.code
        """;
    return database
        .jdbi()
        .withHandle(
            handle ->
                new Check(
                    "what was captured of each order is its valid tickets, the fees that are kept"
                        + " and what went back",
                    handle
                        .createQuery("SELECT count(*) FROM customer_order")
                        .mapTo(Long.class)
                        .one(),
                    "orders",
                    handle.createQuery(sql).mapTo(String.class).list()));
  }
}
