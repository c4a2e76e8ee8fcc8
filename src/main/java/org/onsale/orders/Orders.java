package org.onsale.orders;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Database;
import org.onsale.platform.EventId;
import org.onsale.platform.Money;
import org.onsale.platform.Page;
import org.onsale.platform.Phrase;

/** Reads orders. */
@Singleton
public final class Orders {
  /** Orders on a page at most. */
  public static final int MAX_PAGE = 100;

  private static final int MAX_HISTORY = 1_000;

  private final Database database;

  @Inject
  public Orders(Database database) {
    this.database = database;
  }

  /** Whoever asks for a buyer has seen to the {@link OrderSecrets secret} before. */
  public Optional<Order> find(OrderCode code) {
    return Optional.ofNullable(findAll(code.event(), List.of(code)).get(code));
  }

  /** The same for many orders of an event; those that are not there are missing. */
  public Map<OrderCode, Order> findAll(EventId event, Collection<OrderCode> codes) {
    String sql =
        """
        SELECT code, status, buyer_name, buyer_email, buyer_phone, language, currency, total, created_at,
               pay_by, promo_code, discount, fee, order_fee, tax,
               order_fee_tax, tax_name, tax_rate, tax_included
          FROM customer_order
         WHERE event_id = :event AND code = ANY (:codes)
        """;
    return database
        .jdbi()
        .withHandle(
            handle -> {
              List<Row> rows =
                  handle
                      .createQuery(sql)
                      .bind("event", event.value())
                      .bindArray(
                          "codes", String.class, codes.stream().map(OrderCode::value).toArray())
                      .map(Row::of)
                      .list();
              return withLines(handle, event, rows).stream()
                  .collect(Collectors.toMap(Order::code, Function.identity()));
            });
  }

  /** The order with its payments and refunds as its next step finds it; locked for a moment. */
  Optional<OrderRecord> record(OrderCode code) {
    try {
      return database
          .jdbi()
          .<Optional<OrderRecord>, SQLException>inTransaction(
              handle ->
                  Optional.ofNullable(
                      OrderRows.lock(handle.getConnection(), code.event(), List.of(code))
                          .get(code.value())));
    } catch (SQLException e) {
      throw new IllegalStateException("order " + code + " cannot be read", e);
    }
  }

  /** The refunds of an order, by number. */
  List<Refund> refunds(OrderCode code) {
    return refunds(code.event(), List.of(code)).getOrDefault(code.value(), List.of());
  }

  /** The same for many orders of an event, by code; those that have none are missing. */
  Map<String, List<Refund>> refunds(EventId event, Collection<OrderCode> codes) {
    Object[] values = codes.stream().map(OrderCode::value).toArray();
    return reading(connection -> RefundRows.read(connection, event, values));
  }

  /** What the order's buyer answered, by line and question. */
  public List<Answer> answers(OrderCode code) {
    return answers(code.event(), List.of(code)).getOrDefault(code.value(), List.of());
  }

  /** The same for many orders of an event, by code; those that have none are missing. */
  public Map<String, List<Answer>> answers(EventId event, Collection<OrderCode> codes) {
    return reading(connection -> AnswerRows.read(connection, event, codes));
  }

  /** The questions that anybody has answered, by id, as they were asked. */
  public Map<Integer, String> questions(EventId event) {
    return reading(connection -> AnswerRows.questions(connection, event));
  }

  private interface Reading<T> {
    T read(Connection connection) throws SQLException;
  }

  private <T> T reading(Reading<T> reading) {
    try {
      return database
          .jdbi()
          .<T, SQLException>withHandle(handle -> reading.read(handle.getConnection()));
    } catch (SQLException e) {
      throw new IllegalStateException("orders cannot be read", e);
    }
  }

  /** The last offer made to an order. */
  Optional<Offer> offer(OrderCode code) {
    Object[] only = {code.value()};
    try {
      return database
          .jdbi()
          .<Optional<Offer>, SQLException>withHandle(
              handle ->
                  Optional.ofNullable(
                      OfferRows.latest(handle.getConnection(), code.event(), only)
                          .get(code.value())));
    } catch (SQLException e) {
      throw new IllegalStateException("the offer to " + code + " cannot be read", e);
    }
  }

  /** What happened to an order, when and why. */
  public record HistoryEntry(Instant at, Order.Status status, Phrase reason) {}

  /** The order's history from its beginning. There are a few lines per payment and refund. */
  public List<HistoryEntry> history(OrderCode code) {
    record Line(Instant at, String status, String reason) {}
    String sql =
        """
        SELECT at, status, reason
          FROM order_history
         WHERE event_id = :event AND code = :code
         ORDER BY number
         LIMIT :limit
        """;
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("event", code.event().value())
                    .bind("code", code.value())
                    .bind("limit", MAX_HISTORY)
                    .mapTo(Line.class)
                    .map(
                        line ->
                            new HistoryEntry(
                                line.at(), status(line.status()), Payment.said(line.reason())))
                    .list());
  }

  private static Order.Status status(String column) {
    return Order.Status.valueOf(column.toUpperCase(Locale.ROOT));
  }

  record Row(
      String code,
      String status,
      Order.Buyer buyer,
      Money total,
      Instant createdAt,
      Instant payBy,
      Charges charges) {

    static Row of(ResultSet row, StatementContext context) throws SQLException {
      return new Row(
          row.getString("code"),
          row.getString("status"),
          new Order.Buyer(
              row.getString("buyer_name"),
              row.getString("buyer_email"),
              row.getString("buyer_phone"),
              row.getString("language")),
          ChargeColumns.money(row, "total"),
          row.getObject("created_at", OffsetDateTime.class).toInstant(),
          row.getObject("pay_by", OffsetDateTime.class).toInstant(),
          ChargeColumns.of(row));
    }
  }

  /**
   * The orders of an event, the newest first.
   *
   * @param cursor of an earlier page; null for the first
   */
  public Page<Order> list(EventId event, @Nullable String cursor, int limit) {
    int size = Math.clamp(limit, 1, MAX_PAGE);
    String sql =
        """
        SELECT code, status, buyer_name, buyer_email, buyer_phone, language, currency, total, created_at,
               pay_by, promo_code, discount, fee, order_fee, tax,
               order_fee_tax, tax_name, tax_rate, tax_included
          FROM customer_order
         WHERE event_id = :event
           AND (:cursor::text IS NULL
                OR (created_at, code) < (SELECT created_at, code FROM customer_order
                                          WHERE event_id = :event AND code = :cursor))
         ORDER BY created_at DESC, code DESC
         LIMIT :limit
        """;
    return database
        .jdbi()
        .withHandle(
            handle -> {
              List<Row> rows =
                  handle
                      .createQuery(sql)
                      .bind("event", event.value())
                      .bind("cursor", cursor)
                      .bind("limit", size + 1)
                      .map(Row::of)
                      .list();
              Page<Row> page = Page.of(rows, size, Row::code);
              return new Page<>(withLines(handle, event, page.items()), page.next());
            });
  }

  /**
   * Orders of an event in some states, in the order of their codes: a walk that misses none of
   * those that were there when it began.
   *
   * @param code of the last one before; empty for the first
   */
  public List<Order> after(EventId event, Set<Order.Status> statuses, String code, int limit) {
    String sql =
        """
        SELECT code, status, buyer_name, buyer_email, buyer_phone, language, currency, total, created_at,
               pay_by, promo_code, discount, fee, order_fee, tax,
               order_fee_tax, tax_name, tax_rate, tax_included
          FROM customer_order
         WHERE event_id = :event AND code > :code AND status = ANY (:statuses)
         ORDER BY code
         LIMIT :limit
        """;
    return database
        .jdbi()
        .withHandle(
            handle -> {
              List<Row> rows =
                  handle
                      .createQuery(sql)
                      .bind("event", event.value())
                      .bind("code", code)
                      .bindArray("statuses", String.class, words(statuses))
                      .bind("limit", limit)
                      .map(Row::of)
                      .list();
              return withLines(handle, event, rows);
            });
  }

  /** How many orders of an event are in some states. */
  public int count(EventId event, Set<Order.Status> statuses) {
    String sql =
        "SELECT count(*) FROM customer_order WHERE event_id = :event AND status = ANY (:statuses)";
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("event", event.value())
                    .bindArray("statuses", String.class, words(statuses))
                    .mapTo(Integer.class)
                    .one());
  }

  private static List<String> words(Set<Order.Status> statuses) {
    return statuses.stream().map(OrderRows::lower).toList();
  }

  /** How many orders that are not cancelled have used each promo code of an event. */
  public Map<String, Integer> promoUses(EventId event) {
    Map<String, Integer> uses = new TreeMap<>();
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT code, used FROM promo_use WHERE event_id = :event AND used > 0
                        """)
                    .bind("event", event.value())
                    .map((row, context) -> uses.put(row.getString("code"), row.getInt("used")))
                    .list());
    return uses;
  }

  private static List<Order> withLines(Handle handle, EventId event, List<Row> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    List<OrderCode> codes = rows.stream().map(row -> new OrderCode(event, row.code())).toList();
    Map<String, List<OrderLine>> lines;
    try {
      lines = OrderRows.lines(handle.getConnection(), event, codes);
    } catch (SQLException e) {
      throw new IllegalStateException("the lines of orders cannot be read", e);
    }
    return rows.stream()
        .map(row -> order(event, row, lines.getOrDefault(row.code(), List.of())))
        .toList();
  }

  private static Order order(EventId event, Row row, List<OrderLine> lines) {
    return new Order(
        new OrderCode(event, row.code()),
        status(row.status()),
        row.buyer(),
        lines,
        row.charges(),
        row.total(),
        row.createdAt(),
        row.payBy());
  }
}
