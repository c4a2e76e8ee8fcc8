package org.onsale.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;

/** Holds that nine of ten buyers walk away from, for minutes: what is left of each? */
final class ChurnBench implements Bench {
  private static final double BOUGHT = 0.1;
  private static final Duration HOLD_TIME = Duration.ofSeconds(10);
  private static final Duration WARM_UP = Duration.ofSeconds(20);

  @Override
  public String name() {
    return "churn";
  }

  @Override
  public String measures() {
    return "90 % of holds abandoned, minutes long";
  }

  @Override
  public void run(Setting setting, Report report) throws Exception {
    int rate = setting.churnRate();
    double holds = (double) rate * setting.churn().plus(WARM_UP).toSeconds();
    // Half of the seats stay in the ring, so that a pair is free again when its turn comes.
    int events = (int) Math.ceil(holds * BOUGHT * 2 / HoldsBench.SEATS * 2) + 1;
    try (BenchServer server = setting.server()) {
      List<Long> ids = server.stage(HoldsBench.STADIUM, events, HOLD_TIME, Duration.ofMinutes(1));
      Ring ring = new Ring(ids);
      put(server, rate, WARM_UP, ring);
      awaitNothingHeld(server, ids);
      Left before = Left.of(server);
      Duration half = setting.churn().dividedBy(2);
      LoadGenerator.Result first = put(server, rate, half, ring);
      awaitNothingHeld(server, ids);
      Left middle = Left.of(server);
      LoadGenerator.Result second = put(server, rate, half, ring);
      awaitNothingHeld(server, ids);
      Left after = Left.of(server);
      report.add(
          "%d holds/s in an open loop for %d minutes, %.0f %% of them bought; holds of %d s."
              .formatted(rate, setting.churn().toMinutes(), BOUGHT * 100, HOLD_TIME.toSeconds()));
      report.add(table(before, middle, after, first.done() + second.done()));
      report.tell("holds", "%d", first.done() + second.done());
      report.tell("held at the end", "0 seats");
      report.tell("p99", "%.1f ms, then %.1f ms", millisOf99(first), millisOf99(second));
    }
  }

  private static double millisOf99(LoadGenerator.Result result) {
    return result.latency().getValueAtPercentile(99) / 1e3;
  }

  private static LoadGenerator.Result put(BenchServer server, int rate, Duration length, Ring ring)
      throws IOException {
    return new LoadGenerator(server.port(), Rounds.OPEN_CONNECTIONS)
        .run(Arrivals.open(rate, length), ring);
  }

  /** All pairs in turn, but for those that are bought. */
  private static final class Ring implements Supplier<Dialogue> {
    private final SplittableRandom random = new SplittableRandom();
    private final List<Long> events;
    private final BitSet bought = new BitSet();
    private int next;

    Ring(List<Long> events) {
      this.events = events;
    }

    @Override
    public Dialogue get() {
      int perEvent = HoldsBench.SEATS / 2;
      int all = events.size() * perEvent;
      next = bought.nextClearBit(next);
      if (next >= all) {
        next = bought.nextClearBit(0);
      }
      int pair = next++;
      Pair seats = new Pair(events.get(pair / perEvent), pair % perEvent * 2);
      UUID hold = new UUID(random.nextLong(), random.nextLong());
      if (random.nextDouble() < BOUGHT) {
        bought.set(pair);
        return new Purchase(seats, hold);
      }
      return Dialogue.of(Requests.hold(Requests.API, seats, hold), 201);
    }
  }

  private static void awaitNothingHeld(BenchServer server, List<Long> events)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    for (long event : events) {
      while (server.seats(event)[1] > 0) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("seats of event " + event + " stay held");
        }
        Thread.sleep(500);
      }
    }
  }

  /** What is there when nothing is held, in bytes, by name. */
  private record Left(Map<String, Long> bytes) {

    static Left of(BenchServer server) throws IOException, InterruptedException, SQLException {
      var bytes = new LinkedHashMap<String, Long>();
      Memory memory = Memory.of(server.pid());
      bytes.put("heap after a collection", memory.heap() * 1024);
      bytes.put("resident memory", memory.resident() * 1024);
      String sql =
          """
          SELECT 'WAL written' AS name, (pg_current_wal_lsn() - '0/0')::bigint AS bytes, 0 AS place
           UNION ALL
          SELECT 'table ' || relname, pg_table_size(oid), 1
            FROM pg_class
           WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
             AND pg_table_size(oid) > 1000000
           UNION ALL
          SELECT 'indexes of ' || relname, pg_indexes_size(oid), 2
            FROM pg_class
           WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
             AND pg_indexes_size(oid) > 1000000
           ORDER BY place, name
          """;
      try (Connection connection = server.database().getConnection();
          var statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          bytes.put(rows.getString("name"), rows.getLong("bytes"));
        }
      }
      return new Left(bytes);
    }

    double mebibytes(String name) {
      return bytes.getOrDefault(name, 0L) / 1024.0 / 1024;
    }
  }

  private static String table(Left before, Left middle, Left after, long holds) {
    List<String> rows = new ArrayList<>();
    rows.add("| MiB | at the start | half way | at the end | bytes per hold |");
    rows.add("|---|---:|---:|---:|---:|");
    for (String name : after.bytes().keySet()) {
      double grown = after.bytes().get(name) - before.bytes().getOrDefault(name, 0L);
      rows.add(
          String.format(
              Locale.ROOT,
              "| %s | %.1f | %.1f | %.1f | %.0f |",
              name,
              before.mebibytes(name),
              middle.mebibytes(name),
              after.mebibytes(name),
              grown / holds));
    }
    return String.join("\n", rows);
  }
}
