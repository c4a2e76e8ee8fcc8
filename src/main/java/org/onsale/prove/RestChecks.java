package org.onsale.prove;

import java.util.List;
import org.onsale.platform.Database;
import org.onsale.verify.Check;

/** Looks for what should have come to an end by itself and has not. */
final class RestChecks {
  private final Database database;
  private final List<String> excused;

  /**
   * @param excused keys of payments that a set-back took and that an operator has to give back:
   *     their orders ask the gateway every few minutes and cannot come to rest by themselves
   */
  RestChecks(Database database, List<String> excused) {
    this.database = database;
    this.excused = List.copyOf(excused);
  }

  List<Check> run() {
    return List.of(holdsAreResolved(), ordersAreAtRest(), refundsAreDone());
  }

  boolean isAtRest() {
    return run().stream().allMatch(Check::holds);
  }

  private Check holdsAreResolved() {
    String sql =
        """
        WITH hold_end AS (
          SELECT DISTINCT ON (event_id, hold_id) event_id, hold_id, kind, version, expires_at
            FROM change
           WHERE hold_id IS NOT NULL
           ORDER BY event_id, hold_id, version DESC)
        SELECT format('event %s, hold %s: its last change is %s (version %s), and it expires at %s',
                      event_id, hold_id, kind, version, expires_at)
          FROM hold_end
         WHERE kind IN ('hold', 'replace', 'claim')
           AND NOT EXISTS (SELECT FROM change later
                            WHERE later.event_id = hold_end.event_id
                              AND later.replaces = hold_end.hold_id
                              AND later.version > hold_end.version)
         ORDER BY event_id, version
        """;
    return new Check(
        "every hold is sold, given back or expired",
        count("SELECT count(DISTINCT hold_id) FROM change"),
        "holds",
        database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list()));
  }

  private Check ordersAreAtRest() {
    String sql =
        """
        SELECT format('order %s is %s, its payments are %s, and the next step is at %s', o.code,
                      o.status, coalesce(string_agg(p.status, ', ' ORDER BY p.attempt), 'none'),
                      o.next_step_at)
          FROM customer_order o LEFT JOIN payment p USING (event_id, code)
         GROUP BY o.event_id, o.code
        HAVING (o.next_step_at IS NOT NULL OR o.status IN ('pending', 'offered', 'authorised', 'confirmed')
                OR bool_or(p.status IN ('started', 'authorised', 'voiding')))
           AND NOT coalesce(bool_or(p.code || '/' || p.attempt = ANY (:excused))
                            AND o.next_step_at > now() + interval '1 minute', false)
         ORDER BY o.event_id, o.code
        """;
    return new Check(
        "every order and every payment is at rest",
        count("SELECT count(*) FROM customer_order"),
        "orders",
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(sql)
                        .bind("excused", excused.toArray(String[]::new))
                        .mapTo(String.class)
                        .list()));
  }

  /** The sandbox has no reason to refuse any. */
  private Check refundsAreDone() {
    String sql =
        """
        SELECT format('refund %s of order %s is %s: %s', number, code, status, problem)
          FROM refund
         WHERE status <> 'done'
         ORDER BY event_id, code, number
        """;
    return new Check(
        "every refund has been given back",
        count("SELECT count(*) FROM refund"),
        "refunds",
        database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list()));
  }

  private long count(String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }
}
