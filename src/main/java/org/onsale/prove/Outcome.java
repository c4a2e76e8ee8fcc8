package org.onsale.prove;

import org.onsale.platform.Database;

/**
 * What was sold, and what it brought; amounts in cents.
 *
 * @param refunded what went back
 * @param kept fees that did not
 * @param resold seats whose ticket went back and that have a valid one
 */
record Outcome(
    long orders,
    long paid,
    long cancelled,
    long tickets,
    long admissions,
    long charged,
    long refunds,
    long refunded,
    long kept,
    long resold) {

  static Outcome read(Database database) {
    String sql =
        """
        SELECT (SELECT count(*) FROM customer_order) AS orders,
               (SELECT count(*) FROM customer_order
                 WHERE status IN ('paid', 'refunded')) AS paid,
               (SELECT count(*) FROM customer_order WHERE status = 'cancelled') AS cancelled,
               (SELECT count(*) FROM ticket WHERE status = 'valid') AS tickets,
               (SELECT count(*) FROM admission) AS admissions,
               (SELECT coalesce(sum(amount), 0) FROM sandbox_payment
                 WHERE status = 'captured') AS charged,
               (SELECT count(*) FROM refund) AS refunds,
               (SELECT coalesce(sum(amount), 0) FROM sandbox_refund) AS refunded,
               (SELECT coalesce(sum(kept), 0) FROM refund) AS kept,
               (SELECT count(*)
                  FROM (SELECT event_id, seat
                          FROM ticket
                         WHERE seat IS NOT NULL
                         GROUP BY event_id, seat
                        HAVING count(*) > 1 AND bool_or(status = 'valid')) AS seats) AS resold
        """;
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Outcome.class).one());
  }
}
