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
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.EventId;
import org.onsale.platform.Money;
import org.onsale.platform.Unnest;

/** The tables of orders, read and written in bulk inside a batch's transaction. */
final class OrderRows {

  private OrderRows() {}

  /** Locks the orders, in the order of their codes, and loads them with their payments. */
  static Map<String, OrderRecord> lock(
      Connection connection, EventId event, Collection<OrderCode> codes) throws SQLException {
    String orders =
        """
        SELECT code, hold_id, allocation, status, buyer_name, buyer_email, buyer_phone, language,
               currency, total, promo_code, discount, fee, order_fee, tax, order_fee_tax, tax_name,
               tax_rate, tax_included, idempotency_key, request_hash, created_at, pay_by, next_step_at
          FROM customer_order
         WHERE event_id = ? AND code = ANY (?)
         ORDER BY code
           FOR UPDATE
        """;
    Map<String, OrderRecord> records = new LinkedHashMap<>();
    Object[] values = codes.stream().map(OrderCode::value).distinct().toArray();
    try (PreparedStatement statement = connection.prepareStatement(orders)) {
      statement.setLong(1, event.value());
      statement.setArray(2, connection.createArrayOf("text", values));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          OrderRecord record = record(event, row);
          records.put(record.code().value(), record);
        }
      }
    }
    loadPayments(connection, event, records);
    RefundRows.load(connection, event, records);
    OfferRows.load(connection, event, records);
    return records;
  }

  private static OrderRecord record(EventId event, ResultSet row) throws SQLException {
    return new OrderRecord(
        new OrderCode(event, row.getString("code")),
        row.getObject("hold_id", UUID.class),
        row.getInt("allocation"),
        Order.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        new Order.Buyer(
            row.getString("buyer_name"),
            row.getString("buyer_email"),
            row.getString("buyer_phone"),
            row.getString("language")),
        ChargeColumns.of(row),
        ChargeColumns.money(row, "total"),
        instant(row, "created_at"),
        instant(row, "pay_by"),
        new IdempotencyKey(row.getString("idempotency_key"), row.getBytes("request_hash")),
        some(row, "next_step_at"));
  }

  private static @Nullable Instant some(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static void loadPayments(
      Connection connection, EventId event, Map<String, OrderRecord> records) throws SQLException {
    String sql =
        """
        SELECT code, attempt, method, status, amount, reason, idempotency_key, request_hash,
               started_at, kept_until
          FROM payment
         WHERE event_id = ? AND code = ANY (?)
         ORDER BY code, attempt
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      statement.setArray(2, connection.createArrayOf("text", records.keySet().toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          OrderRecord order = records.get(row.getString("code"));
          if (order != null) {
            order.payments().add(payment(row, order.total()));
          }
        }
      }
    }
  }

  private static Payment payment(ResultSet row, Money total) throws SQLException {
    return new Payment(
        row.getInt("attempt"),
        row.getString("method"),
        Payment.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        new Money(row.getLong("amount"), total.currency()),
        row.getString("reason"),
        new IdempotencyKey(row.getString("idempotency_key"), row.getBytes("request_hash")),
        instant(row, "started_at"),
        some(row, "kept_until"));
  }

  /** Orders that were placed with one of the keys, by key. */
  static Map<String, OrderRecord> placedWith(
      Connection connection, EventId event, Collection<String> keys) throws SQLException {
    String sql =
        """
        SELECT code, hold_id, allocation, status, buyer_name, buyer_email, buyer_phone, language,
               currency, total, promo_code, discount, fee, order_fee, tax, order_fee_tax, tax_name,
               tax_rate, tax_included, idempotency_key, request_hash, created_at, pay_by, next_step_at
          FROM customer_order
         WHERE event_id = ? AND idempotency_key = ANY (?) AND idempotency_key <> ''
        """;
    Map<String, OrderRecord> records = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      statement.setArray(2, connection.createArrayOf("text", keys.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          OrderRecord record = record(event, row);
          records.put(record.key().value(), record);
        }
      }
    }
    return records;
  }

  /** The lines of the orders, by code. */
  static Map<String, List<OrderLine>> lines(
      Connection connection, EventId event, Collection<OrderCode> codes) throws SQLException {
    String sql =
        """
        SELECT line.code, number, seat, pool, place, category, ticket_type, price, line.discount,
               line.fee, line.tax, attendee, currency
          FROM order_line AS line JOIN customer_order USING (event_id, code)
         WHERE event_id = ? AND code = ANY (?)
         ORDER BY code, number
        """;
    Map<String, List<OrderLine>> lines = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      Object[] values = codes.stream().map(OrderCode::value).distinct().toArray();
      statement.setArray(2, connection.createArrayOf("text", values));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          lines.computeIfAbsent(row.getString("code"), code -> new ArrayList<>()).add(line(row));
        }
      }
    }
    return lines;
  }

  private static OrderLine line(ResultSet row) throws SQLException {
    return new OrderLine(
        row.getInt("number"),
        row.getObject("seat", Integer.class),
        row.getObject("pool", Integer.class),
        row.getString("place"),
        row.getString("category"),
        row.getString("ticket_type"),
        ChargeColumns.money(row, "price"),
        ChargeColumns.money(row, "discount"),
        ChargeColumns.money(row, "fee"),
        ChargeColumns.money(row, "tax"),
        row.getString("attendee"));
  }

  /** Adds new orders with their lines and the first line of their history. */
  static void insert(
      Connection connection, EventId event, Map<OrderRecord, List<OrderLine>> orders, Instant now)
      throws SQLException {
    String sql =
        """
        INSERT INTO customer_order (event_id, created_at, status, code, hold_id, buyer_name,
                                    buyer_email, buyer_phone, currency, total, idempotency_key,
                                    request_hash, pay_by, next_step_at, language, discount, fee, order_fee,
                                    tax, order_fee_tax, tax_name, tax_rate, tax_included,
                                    promo_code, promo_customer, allocation)
        SELECT ?, ?, 'pending', code, hold_id, buyer_name, buyer_email, buyer_phone, currency,
               total, idempotency_key, decode(request_hash, 'hex'), pay_by, pay_by, language, discount, fee,
               order_fee, tax, order_fee_tax, tax_name, tax_rate, tax_included, promo_code,
               promo_customer, allocation
          FROM unnest(?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],
                      ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::bigint[], ?::bigint[],
                      ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::int[], ?::boolean[],
                      ?::text[], ?::text[], ?::int[])
            AS new (code, hold_id, buyer_name, buyer_email, buyer_phone, currency, total,
                    idempotency_key, request_hash, pay_by, language, discount, fee, order_fee, tax,
                    order_fee_tax, tax_name, tax_rate, tax_included, promo_code, promo_customer,
                    allocation)
        """;
    List<OrderRecord> records = List.copyOf(orders.keySet());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      statement.setObject(2, now.atOffset(ZoneOffset.UTC));
      Unnest.column(statement, 3, "text", records, order -> order.code().value());
      Unnest.column(statement, 4, "uuid", records, OrderRecord::hold);
      Unnest.column(statement, 5, "text", records, order -> order.buyer().name());
      Unnest.column(statement, 6, "text", records, order -> order.buyer().email());
      Unnest.column(statement, 7, "text", records, order -> order.buyer().phone());
      Unnest.column(
          statement, 8, "text", records, order -> order.total().currency().getCurrencyCode());
      Unnest.column(statement, 9, "bigint", records, order -> order.total().amount());
      Unnest.column(statement, 10, "text", records, order -> order.key().value());
      Unnest.column(statement, 11, "text", records, order -> hex(order.key()));
      Unnest.column(statement, 12, "timestamptz", records, order -> order.payBy().toString());
      Unnest.column(statement, 13, "text", records, order -> order.buyer().language());
      ChargeColumns.set(statement, 14, records.stream().map(OrderRecord::charges).toList());
      Unnest.column(
          statement, 14 + ChargeColumns.COUNT, "text", records, OrderRecord::promoCustomer);
      Unnest.column(statement, 15 + ChargeColumns.COUNT, "int4", records, OrderRecord::allocation);
      statement.executeUpdate();
    }
    PromoUses.placed(connection, event, records);
    insertLines(connection, event, orders);
    insertHistory(connection, event, records, now);
  }

  private static void insertLines(
      Connection connection, EventId event, Map<OrderRecord, List<OrderLine>> orders)
      throws SQLException {
    String sql =
        """
        INSERT INTO order_line (event_id, code, number, seat, pool, place, category, ticket_type,
                                price, discount, fee, tax, attendee)
        SELECT ?, code, number, seat, pool, place, category, ticket_type, price, discount, fee, tax,
               attendee
          FROM unnest(?::text[], ?::int[], ?::int[], ?::int[], ?::text[], ?::text[], ?::text[],
                      ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[])
            AS new (code, number, seat, pool, place, category, ticket_type, price, discount, fee,
                    tax, attendee)
        """;
    record Line(OrderCode code, OrderLine line) {}
    List<Line> lines = new ArrayList<>();
    orders.forEach((order, its) -> its.forEach(line -> lines.add(new Line(order.code(), line))));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      Unnest.column(statement, 2, "text", lines, line -> line.code().value());
      Unnest.column(statement, 3, "int4", lines, line -> line.line().number());
      Unnest.column(statement, 4, "int4", lines, line -> line.line().seat());
      Unnest.column(statement, 5, "int4", lines, line -> line.line().pool());
      Unnest.column(statement, 6, "text", lines, line -> line.line().place());
      Unnest.column(statement, 7, "text", lines, line -> line.line().category());
      Unnest.column(statement, 8, "text", lines, line -> line.line().type());
      Unnest.column(statement, 9, "bigint", lines, line -> line.line().price().amount());
      Unnest.column(statement, 10, "bigint", lines, line -> line.line().discount().amount());
      Unnest.column(statement, 11, "bigint", lines, line -> line.line().fee().amount());
      Unnest.column(statement, 12, "bigint", lines, line -> line.line().tax().amount());
      Unnest.column(statement, 13, "text", lines, line -> line.line().attendee());
      statement.executeUpdate();
    }
  }

  /** Writes what has changed in the orders, their payments and their history. */
  static void save(
      Connection connection, EventId event, Collection<OrderRecord> records, Instant now)
      throws SQLException {
    List<OrderRecord> changed = records.stream().filter(OrderRecord::isChanged).toList();
    if (changed.isEmpty()) {
      return;
    }
    String sql =
        """
        UPDATE customer_order AS old
           SET status = new.status, next_step_at = new.next_step_at
          FROM unnest(?::text[], ?::text[], ?::timestamptz[]) AS new (code, status, next_step_at)
         WHERE old.event_id = ? AND old.code = ANY (?) AND old.code = new.code
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Unnest.column(statement, 1, "text", changed, order -> order.code().value());
      Unnest.column(statement, 2, "text", changed, order -> lower(order.status()));
      Unnest.column(
          statement,
          3,
          "timestamptz",
          changed,
          order -> order.nextStepAt() == null ? null : order.nextStepAt().toString());
      statement.setLong(4, event.value());
      // Told twice, or all orders of the event would be looked at: it may have no statistics yet.
      Unnest.column(statement, 5, "text", changed, order -> order.code().value());
      statement.executeUpdate();
    }
    saveDeadlines(connection, event, changed);
    PromoUses.changed(connection, event, changed);
    savePayments(connection, event, changed, now);
    RefundRows.save(connection, event, changed, now);
    OfferRows.save(connection, event, changed, now);
    insertHistory(connection, event, changed, now);
  }

  /** Few orders are ever reserved: all others keep the deadline that they were placed with. */
  private static void saveDeadlines(Connection connection, EventId event, List<OrderRecord> orders)
      throws SQLException {
    List<OrderRecord> moved = orders.stream().filter(OrderRecord::hasNewDeadline).toList();
    if (moved.isEmpty()) {
      return;
    }
    String sql =
        """
        UPDATE customer_order AS old
           SET pay_by = new.pay_by
          FROM unnest(?::text[], ?::timestamptz[]) AS new (code, pay_by)
         WHERE old.event_id = ? AND old.code = new.code
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Unnest.column(statement, 1, "text", moved, order -> order.code().value());
      Unnest.column(statement, 2, "timestamptz", moved, order -> order.payBy().toString());
      statement.setLong(3, event.value());
      statement.executeUpdate();
    }
  }

  private static void savePayments(
      Connection connection, EventId event, List<OrderRecord> orders, Instant now)
      throws SQLException {
    String sql =
        """
        INSERT INTO payment (event_id, changed_at, code, attempt, method, status, amount, reason,
                             idempotency_key, request_hash, started_at, kept_until)
        SELECT ?, ?, code, attempt, method, status, amount, reason, idempotency_key,
               decode(request_hash, 'hex'), started_at, kept_until
          FROM unnest(?::text[], ?::int[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[],
                      ?::text[], ?::timestamptz[], ?::timestamptz[])
            AS new (code, attempt, method, status, amount, reason, idempotency_key, request_hash,
                    started_at, kept_until)
            ON CONFLICT (event_id, code, attempt) DO UPDATE
           SET status = excluded.status, reason = excluded.reason, changed_at = excluded.changed_at
         WHERE payment.status <> excluded.status
        """;
    record Row(OrderCode code, Payment payment) {}
    List<Row> rows = new ArrayList<>();
    orders.forEach(
        order -> order.payments().forEach(payment -> rows.add(new Row(order.code(), payment))));
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      statement.setObject(2, now.atOffset(ZoneOffset.UTC));
      Unnest.column(statement, 3, "text", rows, row -> row.code().value());
      Unnest.column(statement, 4, "int4", rows, row -> row.payment().attempt());
      Unnest.column(statement, 5, "text", rows, row -> row.payment().method());
      Unnest.column(statement, 6, "text", rows, row -> lower(row.payment().status()));
      Unnest.column(statement, 7, "bigint", rows, row -> row.payment().amount().amount());
      Unnest.column(statement, 8, "text", rows, row -> row.payment().reason());
      Unnest.column(statement, 9, "text", rows, row -> row.payment().key().value());
      Unnest.column(statement, 10, "text", rows, row -> hex(row.payment().key()));
      Unnest.column(
          statement, 11, "timestamptz", rows, row -> row.payment().startedAt().toString());
      Unnest.column(
          statement,
          12,
          "timestamptz",
          rows,
          row -> row.payment().keptUntil() == null ? null : row.payment().keptUntil().toString());
      statement.executeUpdate();
    }
  }

  private static void insertHistory(
      Connection connection, EventId event, List<OrderRecord> orders, Instant now)
      throws SQLException {
    String sql =
        """
        INSERT INTO order_history (event_id, at, code, status, reason)
        SELECT ?, ?, code, status, reason
          FROM unnest(?::text[], ?::text[], ?::text[]) AS new (code, status, reason)
        """;
    record Row(OrderCode code, OrderRecord.HistoryEntry entry) {}
    List<Row> rows = new ArrayList<>();
    orders.forEach(order -> order.news().forEach(entry -> rows.add(new Row(order.code(), entry))));
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      statement.setObject(2, now.atOffset(ZoneOffset.UTC));
      Unnest.column(statement, 3, "text", rows, row -> row.code().value());
      Unnest.column(statement, 4, "text", rows, row -> lower(row.entry().status()));
      Unnest.column(statement, 5, "text", rows, row -> row.entry().reason());
      statement.executeUpdate();
    }
  }

  static String hex(IdempotencyKey key) {
    return HexFormat.of().formatHex(key.requestHash());
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
