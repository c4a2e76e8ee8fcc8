package org.onsale.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.onsale.platform.Database;

/**
 * Runs every check in one read-only transaction that sees one moment.
 *
 * <p>Money may be under way: a gateway can have captured what the order learns a moment later. Such
 * an order has a next step in the database, and is only at fault when it is at rest.
 */
public final class Audit {

  /** Rows named of one check; the rest is counted. */
  private static final int MAX_NAMED = 1_000;

  /** SQL: what the tax of a line {@code l} is in, or on. */
  static final String TAXED = "(l.price - l.discount + l.fee)";

  private final DataSource dataSource;

  public Audit(Database database) {
    this.dataSource = database.dataSource();
  }

  /** Every check, in the order in which they are to be read. */
  public List<Check> run() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      var checks = new ArrayList<Check>();
      checks.add(noSeatHasTwoTickets(connection));
      checks.addAll(new LedgerChecks().run(connection));
      checks.add(soldOrdersHaveTheirTickets(connection));
      checks.add(ticketsHaveSoldOrders(connection));
      checks.addAll(new ChargeChecks().run(connection));
      checks.add(paymentsAddUp(connection));
      checks.add(gatewayAgrees(connection));
      checks.add(nobodyIsChargedWithoutTickets(connection));
      checks.addAll(new RefundChecks().run(connection));
      checks.addAll(new OfferChecks().run(connection));
      checks.add(receiptsHaveNoGaps(connection));
      connection.rollback();
      return checks;
    }
  }

  private static Check noSeatHasTwoTickets(Connection connection) throws SQLException {
    return check(
        connection,
        "no seat has two valid tickets",
        "valid tickets",
        "SELECT count(*) FROM ticket WHERE status = 'valid'",
        """
        SELECT format('event %s, seat %s: tickets %s', event_id, seat,
                      string_agg(id || ' of order ' || order_code, ', ' ORDER BY id))
          FROM ticket
         WHERE status = 'valid' AND seat IS NOT NULL
         GROUP BY event_id, seat
        HAVING count(*) > 1
         ORDER BY event_id, seat
        """);
  }

  private static Check soldOrdersHaveTheirTickets(Connection connection) throws SQLException {
    return check(
        connection,
        "each line of a sold order has its ticket",
        "lines",
        """
        SELECT count(*)
          FROM order_line JOIN customer_order USING (event_id, code)
         WHERE status IN ('confirmed', 'paid')
        """,
        """
        SELECT format('event %s, order %s (%s), line %s, %s: %s', o.event_id, o.code, o.status, l.number,
                      l.place, coalesce('ticket ' || t.id || ' is ' || t.status, 'no ticket'))
          FROM customer_order o
          JOIN order_line l USING (event_id, code)
          LEFT JOIN ticket t
            ON t.event_id = l.event_id AND t.order_code = l.code AND t.line = l.number
         WHERE o.status IN ('confirmed', 'paid')
           AND NOT EXISTS (SELECT FROM refund r
                            WHERE r.event_id = l.event_id AND r.code = l.code
                              AND l.number = ANY (r.lines))
           AND (t.id IS NULL OR t.status <> 'valid' OR t.seat IS DISTINCT FROM l.seat
                OR t.pool IS DISTINCT FROM l.pool)
         UNION ALL
        SELECT format('event %s, order %s (%s): no lines', o.event_id, o.code, o.status)
          FROM customer_order o
         WHERE status IN ('confirmed', 'paid')
           AND NOT EXISTS (SELECT FROM order_line l
                            WHERE l.event_id = o.event_id AND l.code = o.code)
         ORDER BY 1
        """);
  }

  private static Check ticketsHaveSoldOrders(Connection connection) throws SQLException {
    return check(
        connection,
        "each valid ticket has a sold order",
        "valid tickets",
        "SELECT count(*) FROM ticket WHERE status = 'valid'",
        """
        SELECT format('event %s, ticket %s: %s', t.event_id, t.id,
                      CASE WHEN o.code IS NULL THEN 'order ' || t.order_code || ' does not exist'
                           WHEN l.code IS NULL
                           THEN 'order ' || o.code || ' has no line ' || t.line
                           ELSE 'order ' || o.code || ' is ' || o.status END)
          FROM ticket t
          LEFT JOIN customer_order o ON o.event_id = t.event_id AND o.code = t.order_code
          LEFT JOIN order_line l
            ON l.event_id = t.event_id AND l.code = t.order_code AND l.number = t.line
         WHERE t.status = 'valid'
           AND (o.code IS NULL OR l.code IS NULL OR o.status NOT IN ('confirmed', 'paid'))
         ORDER BY t.event_id, t.id
        """);
  }

  private static Check paymentsAddUp(Connection connection) throws SQLException {
    return check(
        connection,
        "what is captured of each order is its total when it is paid, and nothing before",
        "payments",
        "SELECT count(*) FROM payment",
        """
        SELECT format('event %s, order %s (%s): total %s, captured %s',
                      event_id, code, status, total, captured)
          FROM customer_order o
         CROSS JOIN LATERAL (SELECT coalesce(sum(amount), 0) AS captured
                               FROM payment p
                              WHERE p.event_id = o.event_id AND p.code = o.code
                                AND p.status = 'captured') AS payments
         WHERE (status IN ('paid', 'refunded') AND captured <> total)
            OR (status NOT IN ('paid', 'refunded') AND captured <> 0)
         UNION ALL
        SELECT format('event %s, order %s, attempt %s: amount %s, but the order''s total is %s',
                      event_id, code, attempt, amount, total)
          FROM payment p JOIN customer_order o USING (event_id, code)
         WHERE amount <> total
         ORDER BY 1
        """);
  }

  private static Check gatewayAgrees(Connection connection) throws SQLException {
    return check(
        connection,
        "the books of the sandbox and the box office agree with ours",
        "payments at the gateway",
        "SELECT count(*) FROM kept_payment",
        """
        SELECT format('payment %s: the gateway says %s, we say %s',
                      coalesce(g.key, p.code || '/' || p.attempt),
                      coalesce(g.status || ' ' || g.amount || ' ' || g.currency, 'nothing'),
                      coalesce(p.status || ' ' || p.amount || ' ' || o.currency, 'nothing'))
          FROM kept_payment g
          FULL JOIN (SELECT * FROM payment WHERE method IN ('sandbox', 'box-office')) AS p
            ON g.key = p.code || '/' || p.attempt AND g.method = p.method
          LEFT JOIN customer_order o ON o.event_id = p.event_id AND o.code = p.code
         CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM mismatch m
                                             WHERE m.payment_key = g.key
                                               AND m.settled_at IS NOT NULL)
                             OR coalesce(p.status = 'voided'
                                         AND g.amount = (SELECT sum(r.amount)
                                                           FROM kept_refund r
                                                          WHERE r.payment = g.key), false)
                             AS mended) AS settled
         WHERE (p.code IS NULL AND NOT mended)
            OR (g.key IS NULL AND p.status IN ('authorised', 'captured'))
            OR (g.key IS NOT NULL AND (g.amount <> p.amount OR g.currency <> o.currency))
            OR ((g.status = 'captured') <> (p.status = 'captured') AND o.next_step_at IS NULL
                AND NOT mended)
            OR (p.status = 'captured' AND g.status <> 'captured')
            OR (g.status = 'authorised' AND o.next_step_at IS NULL)
         ORDER BY 1
        """);
  }

  private static Check nobodyIsChargedWithoutTickets(Connection connection) throws SQLException {
    return check(
        connection,
        "nobody is charged without tickets",
        "charges",
        "SELECT count(*) FROM kept_payment WHERE status = 'captured'",
        """
        SELECT format('payment %s: captured %s %s, order is %s with %s valid tickets',
                      g.key, g.amount, g.currency, coalesce(o.status, 'missing'),
                      (SELECT count(*) FROM ticket t
                        WHERE t.event_id = o.event_id AND t.order_code = o.code
                          AND t.status = 'valid'))
          FROM kept_payment g
          LEFT JOIN payment p ON g.key = p.code || '/' || p.attempt
          LEFT JOIN customer_order o ON o.event_id = p.event_id AND o.code = p.code
         WHERE g.status = 'captured'
           AND o.status IS DISTINCT FROM 'refunded'
           AND g.amount > (SELECT coalesce(sum(r.amount), 0)
                             FROM kept_refund r
                            WHERE r.payment = g.key)
           AND NOT EXISTS (SELECT FROM ticket t
                            WHERE t.event_id = o.event_id AND t.order_code = o.code
                              AND t.status = 'valid')
         ORDER BY g.key
        """);
  }

  private static Check receiptsHaveNoGaps(Connection connection) throws SQLException {
    return check(
        connection,
        "receipts and credit notes are numbered without gaps",
        "receipts and credit notes",
        "SELECT count(*) FROM receipt",
        """
        SELECT format('%s: %s are there, the highest number is %s, the series is at %s', kind, there,
                      highest, last)
          FROM receipt_series
         CROSS JOIN LATERAL (SELECT count(*) AS there, coalesce(max(number), 0) AS highest
                               FROM receipt
                              WHERE receipt.kind = receipt_series.kind) AS issued
         WHERE there <> last OR highest <> last
         ORDER BY kind
        """);
  }

  /**
   * SQL: what parts of an amount of the order {@code o} are rounded to. Of what can be paid in its
   * currency so can the parts; of what is finer, they are minor units.
   */
  static String step(String amount) {
    return """
        CASE WHEN o.currency IN ('HUF', 'MGA', 'TWD', 'CLF', 'UYW') AND %1$s %% 100 = 0 THEN 100
             WHEN o.currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND')
                  AND %1$s %% 10 = 0 THEN 10
             ELSE 1 END"""
        .formatted(amount);
  }

  static Check check(
      Connection connection, String rule, String unit, String count, String faultsSql)
      throws SQLException {
    var faults = new ArrayList<String>();
    long examined;
    try (var statement = connection.createStatement()) {
      try (var row = statement.executeQuery(count)) {
        row.next();
        examined = row.getLong(1);
      }
      long more = 0;
      try (var rows = statement.executeQuery(faultsSql)) {
        while (rows.next()) {
          if (faults.size() < MAX_NAMED) {
            faults.add(rows.getString(1));
          } else {
            more++;
          }
        }
      }
      if (more > 0) {
        faults.add("… and " + more + " more");
      }
    }
    return new Check(rule, examined, unit, faults);
  }
}
