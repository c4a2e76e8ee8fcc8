package org.onsale.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What must hold between refunds, orders, tickets and the books of the sandbox and the box office.
 */
final class RefundChecks {

  List<Check> run(Connection connection) throws SQLException {
    return List.of(
        linesGoBackOnce(connection),
        amountsAddUp(connection),
        gatewayAgrees(connection),
        nothingWaitsForSomebody(connection));
  }

  private static Check nothingWaitsForSomebody(Connection connection) throws SQLException {
    return Audit.check(
        connection,
        "nothing of the comparison with the gateways waits to be mended",
        "open and settled mismatches",
        "SELECT count(*) FROM mismatch",
        """
        SELECT format('%s of %s, %s %s: %s', payment_key, method, amount, currency, detail)
          FROM mismatch
         WHERE settled_at IS NULL
         ORDER BY id
        """);
  }

  private static Check linesGoBackOnce(Connection connection) throws SQLException {
    return Audit.check(
        connection,
        "each refunded line goes back once, and its ticket is void",
        "refunded lines",
        "SELECT coalesce(sum(cardinality(lines)), 0) FROM refund",
        """
        WITH gone AS (SELECT event_id, code, line, count(*) AS times
                        FROM refund CROSS JOIN unnest(lines) AS line
                       GROUP BY event_id, code, line)
        SELECT format('event %s, order %s, line %s: %s', gone.event_id, gone.code, gone.line,
                      CASE WHEN l.number IS NULL THEN 'is not of this order'
                           WHEN times > 1 THEN 'is refunded ' || times || ' times'
                           ELSE 'ticket ' || t.id || ' is valid' END)
          FROM gone
          LEFT JOIN order_line l
            ON l.event_id = gone.event_id AND l.code = gone.code AND l.number = gone.line
          LEFT JOIN ticket t
            ON t.event_id = gone.event_id AND t.order_code = gone.code AND t.line = gone.line
         WHERE l.number IS NULL OR times > 1 OR t.status = 'valid'
         ORDER BY 1
        """);
  }

  private static Check amountsAddUp(Connection connection) throws SQLException {
    return Audit.check(
        connection,
        "what goes back, and the fees that are kept, are what its lines cost; and an order is"
            + " refunded when all of it went back",
        "refunds",
        "SELECT count(*) FROM refund",
        """
        SELECT format('event %%s, order %%s, refund %%s: %%s, its lines cost %%s, and %%s of fees'
                      || ' of %%s is kept', r.event_id, r.code, r.number, r.amount, cost, r.kept, fees)
          FROM refund r JOIN customer_order o USING (event_id, code)
         CROSS JOIN LATERAL (SELECT max(number) AS number FROM refund each
                              WHERE each.event_id = r.event_id AND each.code = r.code) AS last
         CROSS JOIN LATERAL (SELECT CASE WHEN o.status = 'refunded' AND r.number = last.number
                                         THEN o.order_fee + CASE WHEN o.tax_included THEN 0
                                                                 ELSE o.order_fee_tax END
                                         ELSE 0 END AS paid) AS for_order
         CROSS JOIN LATERAL (SELECT for_order.paid
                                    + coalesce(sum(price - l.discount + l.fee
                                                   + CASE WHEN o.tax_included THEN 0
                                                          ELSE l.tax END), 0) AS cost,
                                    for_order.paid
                                    + coalesce(sum(l.fee
                                                   + CASE WHEN o.tax_included THEN 0
                                                          ELSE round(l.fee * o.tax_rate
                                                                     / (10000.0 * step)) * step
                                                     END), 0) AS fees
                               FROM order_line l
                              CROSS JOIN LATERAL (SELECT %s AS step)
                              WHERE l.event_id = r.event_id AND l.code = r.code
                                AND l.number = ANY (r.lines)) AS lines
         WHERE r.amount + r.kept <> cost OR r.kept NOT IN (0, fees)
         UNION ALL
        SELECT format('event %%s, order %%s is %%s: %%s of %%s lines went back', o.event_id, o.code,
                      o.status, gone, whole)
          FROM customer_order o
         CROSS JOIN LATERAL (SELECT coalesce(sum(cardinality(lines)), 0) AS gone
                               FROM refund r
                              WHERE r.event_id = o.event_id AND r.code = o.code) AS refunds
         CROSS JOIN LATERAL (SELECT count(*) AS whole
                               FROM order_line l
                              WHERE l.event_id = o.event_id AND l.code = o.code) AS lines
         WHERE (o.status = 'refunded') <> (gone = whole AND whole > 0)
            OR (gone > 0 AND o.status NOT IN ('paid', 'refunded'))
         ORDER BY 1
        """
            .formatted(Audit.step(Audit.TAXED)));
  }

  private static Check gatewayAgrees(Connection connection) throws SQLException {
    return Audit.check(
        connection,
        "what the sandbox and the box office gave back is what we say",
        "refunds at the gateway",
        "SELECT count(*) FROM kept_refund",
        """
        SELECT format('refund %s: the gateway gave back %s, we say %s',
                      coalesce(g.key, r.code || '/refund/' || r.number),
                      coalesce(g.amount || ' of ' || g.payment, 'nothing'),
                      coalesce(r.amount || ', ' || r.status, 'nothing'))
          FROM kept_refund g
          FULL JOIN (SELECT refund.*, p.code || '/' || p.attempt AS payment
                       FROM refund
                       JOIN payment p USING (event_id, code)
                      WHERE p.method IN ('sandbox', 'box-office') AND p.status = 'captured'
                        AND refund.amount > 0) AS r
            ON g.key = r.code || '/refund/' || r.number
         WHERE (r.code IS NULL
                AND NOT EXISTS (SELECT FROM mismatch m
                                 WHERE g.key = m.payment_key || '/mend'
                                   AND m.settled_at IS NOT NULL)
                AND NOT EXISTS (SELECT FROM payment p
                                 WHERE g.payment = p.code || '/' || p.attempt
                                   AND g.key = g.payment || '/mend'
                                   AND g.amount = p.amount AND p.status IN ('voiding', 'voided')))
            OR (g.key IS NULL AND r.status = 'done')
            OR (g.key IS NOT NULL
                AND (g.amount <> r.amount OR g.payment <> r.payment OR r.status = 'failed'))
         ORDER BY 1
        """);
  }
}
