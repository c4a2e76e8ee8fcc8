package org.onsale.orders;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.onsale.platform.EventId;
import org.onsale.platform.Unnest;

/**
 * The table of offers, and what an order's new hold changes, read and written inside a batch's
 * transaction. Hardly any order has any: the others cost nothing.
 */
final class OfferRows {

  private OfferRows() {}

  /** The open offers of the orders that wait for an answer. */
  static void load(Connection connection, EventId event, Map<String, OrderRecord> records)
      throws SQLException {
    Object[] offered =
        records.values().stream()
            .filter(order -> order.status() == Order.Status.OFFERED)
            .map(order -> order.code().value())
            .toArray();
    if (offered.length > 0) {
      latest(connection, event, offered)
          .forEach((code, offer) -> Objects.requireNonNull(records.get(code)).offers().add(offer));
    }
  }

  /** The last offer made to each of the orders, by code. */
  static Map<String, Offer> latest(Connection connection, EventId event, Object[] codes)
      throws SQLException {
    String sql =
        """
        SELECT DISTINCT ON (code) code, hold_id, status, lines, seats, places, until
          FROM place_offer
         WHERE event_id = ? AND code = ANY (?)
         ORDER BY code, offered_at DESC
        """;
    Map<String, Offer> offers = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      statement.setArray(2, connection.createArrayOf("text", codes));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          offers.put(row.getString("code"), offer(row));
        }
      }
    }
    return offers;
  }

  private static Offer offer(ResultSet row) throws SQLException {
    Integer[] lines = (Integer[]) row.getArray("lines").getArray();
    Integer[] seats = (Integer[]) row.getArray("seats").getArray();
    String[] places = (String[]) row.getArray("places").getArray();
    List<Offer.Seat> offered = new ArrayList<>(lines.length);
    for (int i = 0; i < lines.length; i++) {
      offered.add(new Offer.Seat(lines[i], seats[i], places[i]));
    }
    return new Offer(
        row.getObject("hold_id", UUID.class),
        Offer.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        offered,
        row.getObject("until", OffsetDateTime.class).toInstant());
  }

  /** Writes offers that were made or answered, and holds that orders have taken instead. */
  static void save(
      Connection connection, EventId event, Collection<OrderRecord> orders, Instant now)
      throws SQLException {
    for (OrderRecord order : orders) {
      for (Offer offer : order.offers()) {
        save(connection, order.code(), offer, now);
      }
      if (order.hasNewHold()) {
        saveHold(connection, order);
      }
    }
    moveLines(connection, event, orders);
  }

  private static void save(Connection connection, OrderCode code, Offer offer, Instant now)
      throws SQLException {
    String sql =
        """
        INSERT INTO place_offer (event_id, code, hold_id, status, lines, seats, places, until,
                                 offered_at, changed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (event_id, code, hold_id) DO UPDATE
           SET status = excluded.status, changed_at = excluded.changed_at
         WHERE place_offer.status <> excluded.status
        """;
    List<Offer.Seat> seats = offer.seats();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, code.event().value());
      statement.setString(2, code.value());
      statement.setObject(3, offer.hold());
      statement.setString(4, OrderRows.lower(offer.status()));
      Unnest.column(statement, 5, "int4", seats, Offer.Seat::line);
      Unnest.column(statement, 6, "int4", seats, Offer.Seat::seat);
      Unnest.column(statement, 7, "text", seats, Offer.Seat::place);
      statement.setObject(8, offer.until().atOffset(ZoneOffset.UTC));
      statement.setObject(9, now.atOffset(ZoneOffset.UTC));
      statement.setObject(10, now.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }

  private static void saveHold(Connection connection, OrderRecord order) throws SQLException {
    String sql = "UPDATE customer_order SET hold_id = ? WHERE event_id = ? AND code = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, order.hold());
      statement.setLong(2, order.code().event().value());
      statement.setString(3, order.code().value());
      statement.executeUpdate();
    }
  }

  /** The lines of orders whose offer was accepted are about its seats. */
  private static void moveLines(
      Connection connection, EventId event, Collection<OrderRecord> orders) throws SQLException {
    record Row(OrderCode code, Offer.Seat seat) {}
    List<Row> rows = new ArrayList<>();
    for (OrderRecord order : orders) {
      order.offers().stream()
          .filter(offer -> offer.status() == Offer.Status.ACCEPTED)
          .forEach(offer -> offer.seats().forEach(seat -> rows.add(new Row(order.code(), seat))));
    }
    if (rows.isEmpty()) {
      return;
    }
    String sql =
        """
        UPDATE order_line AS old SET seat = new.seat, place = new.place
          FROM unnest(?::text[], ?::int[], ?::int[], ?::text[]) AS new (code, number, seat, place)
         WHERE old.event_id = ? AND old.code = ANY (?)
           AND old.code = new.code AND old.number = new.number
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Unnest.column(statement, 1, "text", rows, row -> row.code().value());
      Unnest.column(statement, 2, "int4", rows, row -> row.seat().line());
      Unnest.column(statement, 3, "int4", rows, row -> row.seat().seat());
      Unnest.column(statement, 4, "text", rows, row -> row.seat().place());
      statement.setLong(5, event.value());
      Unnest.column(statement, 6, "text", rows, row -> row.code().value());
      statement.executeUpdate();
    }
  }
}
