package org.onsale.payments;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Database;
import org.onsale.platform.GroupCommit;
import org.onsale.platform.GroupCommit.Rider;
import org.onsale.platform.Money;
import org.onsale.platform.Page;
import org.onsale.platform.Unnest;
import org.onsale.platform.Waiting;

/**
 * A gateway for trying things out: no money moves. It keeps its books in a table of its own, in
 * transactions of its own, as an outside company would, so that crashes between it and us are real.
 *
 * <p>The instruction chooses what happens: {@code approve}, {@code decline}, or {@code timeout},
 * which approves and then never answers.
 */
@Singleton
public final class Sandbox implements Gateway, AutoCloseable {
  private static final Set<String> INSTRUCTIONS = Set.of("approve", "decline", "timeout");

  private static final Duration LIMIT = Duration.ofSeconds(TIMEOUT_SECONDS);
  private static final int MAX_QUEUED = 20_000;
  private static final int MAX_BATCH = 256;

  /** What a line in the books does. */
  private enum Entry {
    AUTHORISE,
    DECLINE,
    CAPTURE
  }

  private record Line(String key, Money amount) {}

  private final Database database;
  private final ExecutorService executor = GroupCommit.threads("sandbox-", Entry.values().length);
  private final GroupCommit<Entry, Line, GatewayAnswer> books;

  @Inject
  public Sandbox(Database database) {
    this.database = database;
    this.books = new GroupCommit<>(executor, MAX_QUEUED, MAX_BATCH, this::write);
  }

  @Override
  public String method() {
    return "sandbox";
  }

  @Override
  public String title() {
    return "Sandbox";
  }

  @Override
  public boolean isTest() {
    return true;
  }

  @Override
  public boolean accepts(String instruction) {
    return INSTRUCTIONS.contains(instruction);
  }

  @Override
  public GatewayAnswer authorise(String key, Money amount, String instruction) {
    boolean declined = instruction.equals("decline");
    GatewayAnswer answer = enter(declined ? Entry.DECLINE : Entry.AUTHORISE, key, amount);
    return instruction.equals("timeout") ? new GatewayAnswer.NoAnswer() : answer;
  }

  @Override
  public GatewayAnswer capture(String key, Money amount) {
    return enter(Entry.CAPTURE, key, amount);
  }

  private GatewayAnswer enter(Entry entry, String key, Money amount) {
    return Waiting.await(books.submit(entry, new Line(key, amount)), LIMIT);
  }

  /**
   * One statement for all lines of a kind, as a company would write them that has many customers.
   */
  private void write(Entry entry, List<Rider<Line, GatewayAnswer>> riders) throws SQLException {
    List<Line> lines =
        riders.stream().map(Rider::request).sorted(Comparator.comparing(Line::key)).toList();
    Function<Line, GatewayAnswer> answers;
    try (Connection connection = database.dataSource().getConnection()) {
      answers =
          switch (entry) {
            case AUTHORISE -> open(connection, "authorised", lines);
            case DECLINE -> open(connection, "declined", lines);
            case CAPTURE -> capture(connection, lines);
          };
    }
    riders.forEach(rider -> rider.answer().complete(answers.apply(rider.request())));
  }

  /** A key that is in the books already stays as it is. */
  private static Function<Line, GatewayAnswer> open(
      Connection connection, String status, List<Line> lines) throws SQLException {
    String sql =
        """
        INSERT INTO sandbox_payment (status, key, amount, currency)
        SELECT ?, key, amount, currency
          FROM unnest(?::text[], ?::bigint[], ?::text[]) AS new (key, amount, currency)
            ON CONFLICT (key) DO NOTHING
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, status);
      Unnest.column(statement, 2, "text", lines, Line::key);
      Unnest.column(statement, 3, "bigint", lines, line -> line.amount().amount());
      Unnest.column(
          statement, 4, "text", lines, line -> line.amount().currency().getCurrencyCode());
      if (statement.executeUpdate() == lines.size()) {
        GatewayAnswer fresh = opened(named(status));
        return line -> fresh;
      }
    }
    Map<String, PaymentState> states = states(connection, lines);
    return line -> opened(states.getOrDefault(line.key(), PaymentState.NONE));
  }

  private static GatewayAnswer opened(PaymentState state) {
    return switch (state) {
      case AUTHORISED, CAPTURED -> new GatewayAnswer.Approved();
      case DECLINED -> GatewayAnswer.Declined.because("The test card was declined.");
      case CANCELLED, NONE -> GatewayAnswer.Declined.because("The payment was cancelled before.");
      case UNKNOWN, BUYER_ACTS, AGREED -> new GatewayAnswer.NoAnswer();
    };
  }

  private static Map<String, PaymentState> states(Connection connection, List<Line> lines)
      throws SQLException {
    String sql = "SELECT key, status FROM sandbox_payment WHERE key = ANY (?)";
    Map<String, PaymentState> states = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Unnest.column(statement, 1, "text", lines, Line::key);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          states.put(row.getString("key"), named(row.getString("status")));
        }
      }
    }
    return states;
  }

  private static Function<Line, GatewayAnswer> capture(Connection connection, List<Line> lines)
      throws SQLException {
    String sql =
        """
        UPDATE sandbox_payment AS old
           SET status = 'captured', changed_at = now()
          FROM unnest(?::text[], ?::bigint[]) AS new (key, amount)
         WHERE old.key = new.key AND old.amount = new.amount
           AND old.status IN ('authorised', 'captured')
        RETURNING old.key, old.amount
        """;
    Map<String, Long> captured = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Unnest.column(statement, 1, "text", lines, Line::key);
      Unnest.column(statement, 2, "bigint", lines, line -> line.amount().amount());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          captured.put(row.getString("key"), row.getLong("amount"));
        }
      }
    }
    return line ->
        captured.containsKey(line.key()) && captured.get(line.key()) == line.amount().amount()
            ? new GatewayAnswer.Approved()
            : GatewayAnswer.Declined.because("Nothing is set aside that could be captured.");
  }

  @Override
  public GatewayAnswer cancel(String key, Money amount) {
    String sql =
        """
        INSERT INTO sandbox_payment (key, amount, currency, status)
        VALUES (:key, :amount, :currency, 'voided')
        ON CONFLICT (key) DO UPDATE
           SET status = 'voided', changed_at = now()
         WHERE sandbox_payment.status IN ('authorised', 'voided')
        """;
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("key", key)
                    .bind("amount", amount.amount())
                    .bind("currency", amount.currency().getCurrencyCode())
                    .execute());
    return switch (state(key)) {
      case CANCELLED, DECLINED -> new GatewayAnswer.Approved();
      case CAPTURED -> GatewayAnswer.Declined.because("The payment is captured already.");
      case AUTHORISED, NONE, UNKNOWN, BUYER_ACTS, AGREED -> new GatewayAnswer.NoAnswer();
    };
  }

  @Override
  public GatewayAnswer refund(String key, String refund, Money amount) {
    return database.jdbi().inTransaction(handle -> refund(handle, key, refund, amount));
  }

  /** The payment is locked first, so that no two refunds count on the same money. */
  private static GatewayAnswer refund(Handle handle, String key, String refund, Money amount) {
    String captured =
        """
        SELECT amount
          FROM sandbox_payment
         WHERE key = :key AND status = 'captured' AND currency = :currency
           FOR UPDATE
        """;
    Optional<Long> whole =
        handle
            .createQuery(captured)
            .bind("key", key)
            .bind("currency", amount.currency().getCurrencyCode())
            .mapTo(Long.class)
            .findOne();
    String sql =
        """
        INSERT INTO sandbox_refund (key, payment, amount)
        SELECT :refund, :key, :amount
         WHERE :amount + (SELECT coalesce(sum(amount), 0) FROM sandbox_refund WHERE payment = :key)
               <= :whole
            ON CONFLICT (key) DO NOTHING
        """;
    if (whole.isPresent()) {
      handle
          .createUpdate(sql)
          .bind("refund", refund)
          .bind("key", key)
          .bind("amount", amount.amount())
          .bind("whole", whole.get())
          .execute();
    }
    boolean isGiven =
        handle
            .createQuery(
                """
                SELECT count(*) > 0
                  FROM sandbox_refund
                 WHERE key = :refund AND payment = :key AND amount = :amount
                """)
            .bind("refund", refund)
            .bind("key", key)
            .bind("amount", amount.amount())
            .mapTo(Boolean.class)
            .one();
    return isGiven
        ? new GatewayAnswer.Approved()
        : GatewayAnswer.Declined.because("So much is not captured and not given back yet.");
  }

  @Override
  public PaymentState state(String key) {
    Optional<String> status =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery("SELECT status FROM sandbox_payment WHERE key = :key")
                        .bind("key", key)
                        .mapTo(String.class)
                        .findOne());
    return status.map(Sandbox::named).orElse(PaymentState.NONE);
  }

  @Override
  public Optional<Page<GatewayEntry>> changedSince(
      Instant since, @Nullable String cursor, int limit) {
    String sql =
        """
        SELECT p.key, p.status, p.amount, p.currency,
               (SELECT coalesce(sum(r.amount), 0)
                  FROM sandbox_refund r
                 WHERE r.payment = p.key) AS refunded
          FROM sandbox_payment p
         WHERE p.changed_at >= :since AND p.key > :after
         ORDER BY p.key
         LIMIT :limit
        """;
    return Optional.of(
        BookLine.changedSince(database.jdbi(), sql, Sandbox::named, since, cursor, limit));
  }

  private static PaymentState named(String status) {
    return switch (status) {
      case "authorised" -> PaymentState.AUTHORISED;
      case "captured" -> PaymentState.CAPTURED;
      case "declined" -> PaymentState.DECLINED;
      case "voided" -> PaymentState.CANCELLED;
      default -> throw new IllegalStateException("unknown sandbox status " + status);
    };
  }

  @Override
  @PreDestroy
  public void close() {
    executor.shutdown();
  }
}
