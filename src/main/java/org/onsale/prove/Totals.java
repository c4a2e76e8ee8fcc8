package org.onsale.prove;

import org.onsale.platform.Database;

/** How much a database has. */
record Totals(long changes, long orders, long tickets, long admissions, long refunds) {

  static Totals of(Database database) {
    String sql =
        """
        SELECT (SELECT count(*) FROM change) AS changes,
               (SELECT count(*) FROM customer_order) AS orders,
               (SELECT count(*) FROM ticket WHERE status = 'valid') AS tickets,
               (SELECT count(*) FROM admission) AS admissions,
               (SELECT count(*) FROM refund) AS refunds
        """;
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Totals.class).one());
  }

  Totals minus(Totals other) {
    return new Totals(
        changes - other.changes,
        orders - other.orders,
        tickets - other.tickets,
        admissions - other.admissions,
        refunds - other.refunds);
  }
}
