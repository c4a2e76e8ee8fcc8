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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.onsale.platform.EventId;
import org.onsale.platform.Unnest;

/** The table of refunds, read and written in bulk inside a batch's transaction. */
final class RefundRows {

  private RefundRows() {}

  /** Only orders that were paid have any, so a sale does not ask for them. */
  static void load(Connection connection, EventId event, Map<String, OrderRecord> records)
      throws SQLException {
    Object[] paid =
        records.values().stream()
            .filter(OrderRecord::wasPaid)
            .map(order -> order.code().value())
            .toArray();
    if (paid.length == 0) {
      return;
    }
    Map<String, List<Refund>> refunds = read(connection, event, paid);
    records.forEach((code, order) -> order.refunds().addAll(refunds.getOrDefault(code, List.of())));
  }

  /** The refunds of orders, by code and number. */
  static Map<String, List<Refund>> read(Connection connection, EventId event, Object[] codes)
      throws SQLException {
    String sql =
        """
        SELECT refund.code, number, refund.status, amount, kept, currency, lines, decided_by, reason,
               problem, refund.idempotency_key, refund.request_hash, started_at
          FROM refund JOIN customer_order USING (event_id, code)
         WHERE event_id = ? AND code = ANY (?)
         ORDER BY code, number
        """;
    Map<String, List<Refund>> refunds = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      statement.setArray(2, connection.createArrayOf("text", codes));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          refunds
              .computeIfAbsent(row.getString("code"), code -> new ArrayList<>())
              .add(refund(row));
        }
      }
    }
    return refunds;
  }

  private static Refund refund(ResultSet row) throws SQLException {
    return new Refund(
        row.getInt("number"),
        Refund.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        ChargeColumns.money(row, "amount"),
        ChargeColumns.money(row, "kept"),
        List.of((Integer[]) row.getArray("lines").getArray()),
        row.getString("decided_by"),
        row.getString("reason"),
        row.getString("problem"),
        new IdempotencyKey(row.getString("idempotency_key"), row.getBytes("request_hash")),
        row.getObject("started_at", OffsetDateTime.class).toInstant());
  }

  static void save(
      Connection connection, EventId event, Collection<OrderRecord> orders, Instant now)
      throws SQLException {
    record Row(OrderCode code, Refund refund) {}
    List<Row> rows = new ArrayList<>();
    orders.forEach(
        order -> order.refunds().forEach(refund -> rows.add(new Row(order.code(), refund))));
    if (rows.isEmpty()) {
      return;
    }
    String sql =
        """
        INSERT INTO refund (event_id, changed_at, code, number, status, amount, kept, lines,
                            decided_by, reason, problem, idempotency_key, request_hash, started_at)
        SELECT ?, ?, code, number, status, amount, kept, lines::int[], decided_by, reason, problem,
               idempotency_key, decode(request_hash, 'hex'), started_at
          FROM unnest(?::text[], ?::int[], ?::text[], ?::bigint[], ?::bigint[], ?::text[],
                      ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
            AS new (code, number, status, amount, kept, lines, decided_by, reason, problem,
                    idempotency_key, request_hash, started_at)
            ON CONFLICT (event_id, code, number) DO UPDATE
           SET status = excluded.status, problem = excluded.problem,
               changed_at = excluded.changed_at
         WHERE refund.status <> excluded.status
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      statement.setObject(2, now.atOffset(ZoneOffset.UTC));
      Unnest.column(statement, 3, "text", rows, row -> row.code().value());
      Unnest.column(statement, 4, "int4", rows, row -> row.refund().number());
      Unnest.column(statement, 5, "text", rows, row -> OrderRows.lower(row.refund().status()));
      Unnest.column(statement, 6, "bigint", rows, row -> row.refund().amount().amount());
      Unnest.column(statement, 7, "bigint", rows, row -> row.refund().kept().amount());
      Unnest.column(statement, 8, "text", rows, row -> array(row.refund().lines()));
      Unnest.column(statement, 9, "text", rows, row -> row.refund().by());
      Unnest.column(statement, 10, "text", rows, row -> row.refund().reason());
      Unnest.column(statement, 11, "text", rows, row -> row.refund().problem());
      Unnest.column(statement, 12, "text", rows, row -> row.refund().key().value());
      Unnest.column(statement, 13, "text", rows, row -> OrderRows.hex(row.refund().key()));
      Unnest.column(statement, 14, "timestamptz", rows, row -> row.refund().startedAt().toString());
      statement.executeUpdate();
    }
  }

  private static String array(List<Integer> lines) {
    return lines.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }
}
