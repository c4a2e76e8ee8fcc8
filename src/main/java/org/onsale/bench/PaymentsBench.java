package org.onsale.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
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
      Table table = new Table();
      for (int run = 1 - WARM_UPS; run <= setting.runs(); run++) {
        Sample atOnce = pay(server, place(server, pairs, orders), "sandbox");
        Sample slow = pay(server, place(server, pairs, orders), SlowGateway.METHOD);
        if (run > 0) {
          table.add(AT_ONCE, atOnce);
          table.add(SLOW, slow);
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

  private static Sample pay(BenchServer server, Queue<Placed> placed, String method)
      throws IOException {
    Processes processes = Processes.of(server);
    Map<String, Duration> before = processes.used();
    LoadGenerator.Result result =
        new LoadGenerator(server.port(), IN_FLIGHT)
            .run(
                Arrivals.exactly(placed.size()),
                () -> {
                  Placed order = placed.remove();
                  return Dialogue.of(
                      Requests.payment(order.code(), order.secret(), method, "approve"), 200);
                });
    Sample sample = Sample.of(result, processes.usedSince(before));
    System.out.printf(
        "%-18s %8.0f/s  p50 %7.1f ms  p99 %7.1f ms%n",
        method, sample.perSecond(), sample.p50(), sample.p99());
    return sample;
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
