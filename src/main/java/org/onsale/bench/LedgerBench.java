package org.onsale.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.onsale.platform.EmbeddedPostgres;
import org.onsale.platform.Migrations;
import org.postgresql.ds.PGSimpleDataSource;

/** The ledger without HTTP: one event, written by one, two and four nodes. */
final class LedgerBench implements Bench {
  private static final String DATABASE = "postgres";

  /** As many as the ledger takes: no run of seconds sells them all. */
  private static final int SEATS = 1_000_000;

  private static final List<Integer> NODES = List.of(1, 2, 4);

  @Override
  public String name() {
    return "ledger";
  }

  @Override
  public String measures() {
    return "durable two-seat holds of one event, without HTTP";
  }

  @Override
  public void run(Setting setting, Report report) throws Exception {
    Path folder = Files.createTempDirectory("onsale-bench");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder);
        Redis redis = Redis.start()) {
      PGSimpleDataSource database = new PGSimpleDataSource();
      database.setUrl(postgres.server().jdbcUrl(DATABASE));
      database.setUser(EmbeddedPostgres.USER);
      database.setPassword(postgres.server().password());
      Migrations.migrate(database);
      long pid = postmaster(folder);
      Node node = new Node(postgres.server(), folder.resolve("secrets"), redis.address());
      try (Cluster cluster = Cluster.start(node, redis, pid)) {
        Table table = measure(setting, cluster);
        check(database);
        report(table, redis, report);
      }
    } finally {
      Setting.delete(folder);
    }
  }

  private static long postmaster(Path folder) throws IOException {
    return Long.parseLong(
        Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst().strip());
  }

  private static String subject(int nodes) {
    return nodes == 1 ? "1 node" : nodes + " nodes";
  }

  private static Table measure(Setting setting, Cluster cluster) throws IOException {
    Table table = new Table();
    List<WarmUp.Load> loads = new ArrayList<>();
    for (int nodes : NODES) {
      loads.add(() -> cluster.hold(nodes, setting.length()));
    }
    WarmUp.run(setting.length(), cluster.cpu::compilers, loads);
    for (int run = 1; run <= setting.runs(); run++) {
      for (int nodes : NODES) {
        Sample sample = cluster.hold(nodes, setting.length());
        table.add(subject(nodes), sample);
        System.out.printf(
            Locale.ROOT,
            "run %d    %-8s %8.0f/s  p50 %6.1f ms  p99 %6.1f ms%n",
            run,
            subject(nodes),
            sample.perSecond(),
            sample.p50(),
            sample.p99());
      }
    }
    return table;
  }

  private static void report(Table table, Redis redis, Report report) {
    report.add(table);
    report.add(
        "Each node is a process of its own with 8 connections and 1,024 requests in flight, which"
            + " it makes itself; latencies are those of that closed loop, the worst node's. They"
            + " hear of each other "
            + (redis.isThere() ? "by Redis." : "by the log alone, for there is no Redis."));
    report.judge("1 node", table.perSecond("1 node"), Mark.atLeast(40_000, "/s"));
    Mark mark = Mark.atLeast(0.85, "%");
    report.judge("2 nodes together ÷ 1 node", table.ratio("2 nodes", "1 node"), mark);
    report.judge("4 nodes together ÷ 1 node", table.ratio("4 nodes", "1 node"), mark);
  }

  /** No seat is held twice, and no version is missing. */
  private static void check(PGSimpleDataSource database) throws SQLException {
    String sql =
        """
        SELECT (SELECT count(*)
                  FROM (SELECT FROM change, unnest(seats) AS seat
                         WHERE kind = 'hold'
                         GROUP BY event_id, seat
                        HAVING count(*) > 1) AS doubles),
               (SELECT count(*)
                  FROM (SELECT FROM change
                         GROUP BY event_id
                        HAVING count(*) <> max(version)) AS gaps)
        """;
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      if (row.getLong(1) > 0 || row.getLong(2) > 0) {
        throw new IllegalStateException(
            row.getLong(1) + " seats are held twice, " + row.getLong(2) + " logs have gaps");
      }
    }
  }

  /**
   * What every node is given.
   *
   * @param redis empty where there is none
   */
  private record Node(EmbeddedPostgres.Server database, Path secrets, String redis) {
    Process launch() throws IOException {
      List<String> command = new ArrayList<>(List.of(BenchServer.java()));
      command.addAll(BenchServer.options());
      command.addAll(
          List.of(
              "-Xmx4g",
              "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
              "-cp",
              System.getProperty("java.class.path"),
              LedgerNode.class.getName(),
              database.jdbcUrl(DATABASE),
              EmbeddedPostgres.USER,
              secrets.toString()));
      if (!redis.isEmpty()) {
        command.add(redis);
      }
      return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
  }

  /** The nodes, all started; as many work as are asked to. */
  private static final class Cluster implements AutoCloseable {
    private final List<Process> processes = new ArrayList<>();
    private final List<PrintWriter> orders = new ArrayList<>();
    private final List<BufferedReader> answers = new ArrayList<>();
    private final Processes cpu = new Processes(() -> sum(CpuTime::ofCompilers));
    private long events;

    static Cluster start(Node node, Redis redis, long postmaster) throws IOException {
      Cluster cluster = new Cluster();
      for (int i = 0; i < NODES.getLast(); i++) {
        cluster.add(node);
      }
      redis.in(
          cluster
              .cpu
              .with("nodes", () -> cluster.sum(CpuTime::of))
              .with("PostgreSQL", () -> CpuTime.ofTree(postmaster)));
      return cluster;
    }

    private void add(Node node) throws IOException {
      Process process = node.launch();
      processes.add(process);
      PrintWriter writer = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
      writer.println(node.database().password());
      orders.add(writer);
      answers.add(process.inputReader(StandardCharsets.UTF_8));
    }

    private Duration sum(LongFunction<Duration> time) {
      return processes.stream()
          .map(process -> time.apply(process.pid()))
          .reduce(Duration.ZERO, Duration::plus);
    }

    /** Holds of a fresh event by the first so many nodes at once. */
    Sample hold(int nodes, Duration length) throws IOException {
      long event = ++events;
      orders.getFirst().println("make " + event + " " + SEATS);
      answer(0);
      Map<String, Duration> before = cpu.used();
      for (int node = 0; node < nodes; node++) {
        orders
            .get(node)
            .println("hold %d %d %d %d %d".formatted(event, node, nodes, SEATS, length.toMillis()));
      }
      double perSecond = 0;
      double p50 = 0;
      double p99 = 0;
      long held = 0;
      for (int node = 0; node < nodes; node++) {
        String[] words = answer(node).split(" ");
        held += Long.parseLong(words[0]);
        perSecond += Long.parseLong(words[0]) / (Long.parseLong(words[1]) / 1e9);
        p50 = Math.max(p50, Long.parseLong(words[2]) / 1e3);
        p99 = Math.max(p99, Long.parseLong(words[3]) / 1e3);
      }
      Map<String, Double> each = new LinkedHashMap<>();
      for (var used : cpu.usedSince(before).entrySet()) {
        each.put(used.getKey(), used.getValue().toNanos() / 1e3 / held);
      }
      return new Sample(perSecond, p50, p99, each);
    }

    private String answer(int node) throws IOException {
      String line = answers.get(node).readLine();
      if (line == null) {
        throw new IOException("node " + node + " has ended; what it said stands above");
      }
      return line;
    }

    /** A node ends with its input. */
    @Override
    public void close() {
      orders.forEach(PrintWriter::close);
      for (Process process : processes) {
        try {
          if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
          }
        } catch (InterruptedException e) {
          process.destroyForcibly();
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
