package org.onsale.prove;

import org.onsale.platform.Database;

/** What was sold, and what it brought; amounts in cents. */
record Outcome(
    long orders, long paid, long cancelled, long tickets, long admissions, long charged) {

  static Outcome read(Database database) {
    String sql =
        """
        SELECT (SELECT count(*) FROM customer_order) AS orders,
               (SELECT count(*) FROM customer_order WHERE status = 'paid') AS paid,
               (SELECT count(*) FROM customer_order WHERE status = 'cancelled') AS cancelled,
               (SELECT count(*) FROM ticket WHERE status = 'valid') AS tickets,
               (SELECT count(*) FROM admission) AS admissions,
               (SELECT coalesce(sum(amount), 0) FROM sandbox_payment
                 WHERE status = 'captured') AS charged
        """;
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Outcome.class).one());
  }
}
