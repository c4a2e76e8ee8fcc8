package org.onsale.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The payments of orders that are placed already: authorise, sell the seats, capture, with a
 * gateway that takes 300 ms for each of its two answers and thousands of buyers who wait for it;
 * beside the same with a gateway that answers at once.
 */
final class PaymentsBench implements Bench {
  /** That many buyers wait for their payment at a time. */
  private static final int IN_FLIGHT = 4_096;

  /** More than what two cores pay in a second. */
  private static final int ORDERS_A_SECOND = 4_000;

  private static final int WARM_UPS = 3;
  private static final String AT_ONCE = "gateway at once";
  private static final String SLOW = "gateway of 300 ms";

  /** By their names here: the methods by which they are asked for. */
  private static final List<Map.Entry<String, String>> GATEWAYS =
      List.of(Map.entry(AT_ONCE, "sandbox"), Map.entry(SLOW, SlowGateway.METHOD));

  /** An order that waits for its payment. */
  private record Placed(String code, String secret) {}

  @Override
  public String name() {
    return "payments";
  }

  @Override
  public String measures() {
    return "the payment steps alone, with a gateway of 300 ms";
  }

  @Override
  public void run(Setting setting, Report report) throws Exception {
    try (BenchServer server = setting.server()) {
      int orders = Math.toIntExact(setting.length().multipliedBy(ORDERS_A_SECOND).toSeconds());
      int events = (WARM_UPS + setting.runs()) * 2 * orders * 2 / HoldsBench.SEATS + 1;
      Pairs pairs = new Pairs(server.stage(HoldsBench.STADIUM, events), HoldsBench.SEATS);
      Rounds rounds = new Rounds(setting, server);
      Table table = new Table();
      for (int run = 1 - WARM_UPS; run <= setting.runs(); run++) {
        for (Map.Entry<String, String> gateway : GATEWAYS) {
          Rounds.Subject subject =
              paying(server, gateway.getKey(), gateway.getValue(), place(server, pairs, orders));
          String phase = run > 0 ? "run " + run : "warm-up";
          Sample sample = rounds.run(phase, subject, setting.length());
          if (run > 0) {
            table.add(subject.name(), sample);
          }
        }
      }
      audit(server);
      report.add(
          "%d orders a run, %d buyers waiting at a time, %d connections of the database."
              .formatted(orders, IN_FLIGHT, connections(server)));
      report.add(table);
      report.tell("gateway of 300 ms ÷ at once", "**%.0f %%**", 100 * table.ratio(SLOW, AT_ONCE));
      report.tell(
          "what its latency alone allows",
          "%.0f/s",
          IN_FLIGHT * 1e3 / (2 * SlowGateway.LATENCY.toMillis()));
      report.tell("paid twice, or without tickets", "0; the audit holds");
    }
  }

  /** Orders of two seats; this is not measured. */
  private static Queue<Placed> place(BenchServer server, Pairs pairs, int orders)
      throws IOException {
    Queue<Placed> placed = new ArrayDeque<>(orders);
    new LoadGenerator(server.port(), Rounds.CONNECTIONS)
        .run(Arrivals.exactly(orders), () -> new Placing(pairs.next(), pairs.id(), placed));
    return placed;
  }

  /** All of them, as fast as so many at a time go; the length of a run does not count. */
  private static Rounds.Subject paying(
      BenchServer server, String name, String method, Queue<Placed> placed) {
    Supplier<Dialogue> payment =
        () -> {
          Placed order = placed.remove();
          return Dialogue.of(
              Requests.payment(order.code(), order.secret(), method, "approve"), 200);
        };
    return new Rounds.Subject(
        name,
        length ->
            new LoadGenerator(server.port(), IN_FLIGHT)
                .run(Arrivals.exactly(placed.size()), payment));
  }

  /** The books of the slow gateway are the sandbox's, with which the audit compares. */
  private static void audit(BenchServer server) throws SQLException {
    try (var connection = server.database().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          "UPDATE payment SET method = 'sandbox' WHERE method = '" + SlowGateway.METHOD + "'");
    }
    server.audit();
  }

  private static int connections(BenchServer server) throws SQLException {
    try (var connection = server.database().getConnection();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                """
                SELECT count(*) FROM pg_stat_activity
                 WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
                """)) {
      row.next();
      return row.getInt(1);
    }
  }

  /** Holds two seats and orders them. */
  private record Placing(Pair pair, UUID hold, Queue<Placed> placed) implements Dialogue {
    @Override
    public byte[] opening() {
      return Requests.hold(Requests.API, pair, hold);
    }

    @Override
    public byte @Nullable [] next(Answer answer) {
      answer.expect(201);
      if (answer.body().contains("\"holdId\"")) {
        return Requests.order(pair.event(), hold, hold.toString());
      }
      placed.add(new Placed(answer.member("code"), answer.member("secret")));
      return null;
    }
  }
}
