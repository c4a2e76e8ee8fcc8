package org.onsale.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What must hold of the places that are offered for money that came late. */
final class OfferChecks {

  List<Check> run(Connection connection) throws SQLException {
    return List.of(offersStandWithTheirOrders(connection), acceptedSeatsAreTheOrders(connection));
  }

  private static Check offersStandWithTheirOrders(Connection connection) throws SQLException {
    return Audit.check(
        connection,
        "an offer is open as long as its order waits for the answer with its money set aside",
        "offers",
        "SELECT count(*) FROM place_offer",
        """
        SELECT format('event %s, order %s is %s: %s open offers, %s payments under way, looked at %s',
                      event_id, code, status, open, waiting,
                      coalesce(next_step_at::text, 'never'))
          FROM customer_order o
         CROSS JOIN LATERAL (SELECT count(*) AS open
                               FROM place_offer f
                              WHERE f.event_id = o.event_id AND f.code = o.code
                                AND f.status = 'open') AS offers
         CROSS JOIN LATERAL (SELECT count(*) AS waiting
                               FROM payment p
                              WHERE p.event_id = o.event_id AND p.code = o.code
                                AND p.status = 'started') AS payments
         WHERE (status = 'offered') <> (open = 1)
            OR (status = 'offered' AND (waiting <> 1 OR next_step_at IS NULL))
         ORDER BY event_id, code
        """);
  }

  private static Check acceptedSeatsAreTheOrders(Connection connection) throws SQLException {
    return Audit.check(
        connection,
        "who has accepted an offer has its seats",
        "accepted offers",
        "SELECT count(*) FROM place_offer WHERE status = 'accepted'",
        """
        SELECT format('event %s, order %s, line %s: offered seat %s, has seat %s', event_id, code,
                      l.number, wanted.seat, l.seat)
          FROM (SELECT DISTINCT ON (event_id, code) *
                  FROM place_offer
                 WHERE status = 'accepted'
                 ORDER BY event_id, code, offered_at DESC) AS accepted
         CROSS JOIN LATERAL unnest(lines, seats) AS wanted (line, seat)
          JOIN order_line l USING (event_id, code)
         WHERE l.number = wanted.line AND l.seat IS DISTINCT FROM wanted.seat
         ORDER BY event_id, code, l.number
        """);
  }
}
