package org.onsale.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What orders cost: that the parts make the whole, and follow from each other. */
final class ChargeChecks {

  List<Check> run(Connection connection) throws SQLException {
    return List.of(
        linesAndChargesAddUp(connection),
        sumsAreThoseOfTheLines(connection),
        taxesFollowFromTheirRate(connection),
        promoCodesAreCountedRight(connection));
  }

  private static Check linesAndChargesAddUp(Connection connection) throws SQLException {
    return Audit.check(
        connection,
        "each order's total is what its lines and its own fee come to",
        "orders",
        "SELECT count(*) FROM customer_order",
        """
        SELECT format('event %s, order %s: total %s, lines and fee %s', event_id, code, total, sum)
          FROM customer_order o
         CROSS JOIN LATERAL (SELECT coalesce(sum(price - discount + fee
                                                 + CASE WHEN o.tax_included THEN 0 ELSE tax END), 0)
                                    + o.order_fee
                                    + CASE WHEN o.tax_included THEN 0 ELSE o.order_fee_tax END AS sum
                               FROM order_line l
                              WHERE l.event_id = o.event_id AND l.code = o.code) AS lines
         WHERE total <> sum
         ORDER BY event_id, code
        """);
  }

  private static Check sumsAreThoseOfTheLines(Connection connection) throws SQLException {
    return Audit.check(
        connection,
        "each order's discount, fee and tax are those of its lines and its own fee",
        "orders",
        "SELECT count(*) FROM customer_order",
        """
        SELECT format('event %s, order %s: discount %s, fee %s, tax %s; lines %s, %s, %s',
                      event_id, code, o.discount, o.fee, o.tax, lines.discount, lines.fee, lines.tax)
          FROM customer_order o
         CROSS JOIN LATERAL (SELECT coalesce(sum(l.discount), 0) AS discount,
                                    coalesce(sum(l.fee), 0) + o.order_fee AS fee,
                                    coalesce(sum(l.tax), 0) + o.order_fee_tax AS tax
                               FROM order_line l
                              WHERE l.event_id = o.event_id AND l.code = o.code) AS lines
         WHERE (o.discount, o.fee, o.tax) <> (lines.discount, lines.fee, lines.tax)
         ORDER BY event_id, code
        """);
  }

  /**
   * Half up, in whole numbers as {@code platform.Money} has it: to the minor unit where prices
   * contain the tax or cannot be paid, else to what can be.
   */
  private static Check taxesFollowFromTheirRate(Connection connection) throws SQLException {
    return Audit.check(
        connection,
        "each tax follows from its rate",
        "lines",
        "SELECT count(*) FROM order_line",
        """
        WITH part AS (
          SELECT o.event_id, o.code, 'line ' || l.number AS what, l.tax,
                 l.price - l.discount + l.fee AS amount, o.tax_rate::bigint AS rate,
                 CASE WHEN o.tax_included THEN 10000 + o.tax_rate ELSE 10000 END::bigint AS whole,
                 CASE WHEN o.tax_included THEN 1 ELSE %s END::bigint AS step
            FROM order_line l JOIN customer_order o USING (event_id, code)
           UNION ALL
          SELECT o.event_id, o.code, 'its own fee', o.order_fee_tax, o.order_fee,
                 o.tax_rate::bigint,
                 CASE WHEN o.tax_included THEN 10000 + o.tax_rate ELSE 10000 END::bigint,
                 CASE WHEN o.tax_included THEN 1 ELSE %s END::bigint
            FROM customer_order o
        )
        SELECT format('event %%s, order %%s, %%s: tax %%s on %%s at %%s basis points', event_id,
                      code, what, tax, amount, rate)
          FROM part
         WHERE tax <> (2 * amount * rate + whole * step) / (2 * whole * step) * step
         ORDER BY event_id, code, what
        """
            .formatted(Audit.step(Audit.TAXED), Audit.step("o.order_fee")));
  }

  private static Check promoCodesAreCountedRight(Connection connection) throws SQLException {
    return Audit.check(
        connection,
        "each promo code is counted as often as orders use it",
        "promo codes",
        "SELECT count(*) FROM promo_use",
        """
        SELECT format('event %s, promo code %s: counted %s, used by %s orders', event_id, code,
                      coalesce(counted.used, 0), coalesce(orders.used, 0))
          FROM promo_use AS counted
          FULL JOIN (SELECT event_id, promo_code AS code, count(*) AS used
                       FROM customer_order
                      WHERE promo_code IS NOT NULL AND status <> 'cancelled'
                      GROUP BY event_id, promo_code) AS orders
               USING (event_id, code)
         WHERE coalesce(counted.used, 0) <> coalesce(orders.used, 0)
         ORDER BY event_id, code
        """);
  }
}
