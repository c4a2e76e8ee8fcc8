package org.onsale.prove;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Database;
import org.onsale.verify.Audit;
import org.onsale.verify.Check;

/**
 * A rehearsal of the worst onsale: a crowd against several nodes while these, their database, their
 * lines and their Redis fail; then one auditor reads everything.
 *
 * <p>The seed tells what buyers want and which faults come when; how these meet is up to the
 * machine, so a seed makes a finding likely to return, not certain.
 */
public final class Prove {
  private static final Duration SALE_TIME = Duration.ofSeconds(75);
  private static final Duration LEAVE_LIMIT = Duration.ofMinutes(3);
  private static final Duration REST_LIMIT = Duration.ofMinutes(3);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final int GATES = 3;

  private final Plan plan;
  private final PrintWriter out;
  private final Clock clock;
  private final Journal journal;
  private final History history = new History();

  /**
   * What to rehearse.
   *
   * @param length for how long there are faults; starting and auditing come to that
   * @param home an empty folder for everything that runs
   * @param jar the packaged application
   */
  public record Plan(Duration length, long seed, int nodes, Path home, Path jar) {}

  private Prove(Plan plan, PrintWriter out, Clock clock) {
    this.plan = plan;
    this.out = out;
    this.clock = clock;
    this.journal = new Journal(out);
  }

  /** Returns whether nothing was violated; then the folder is gone, else it is kept. */
  public static boolean run(Plan plan, PrintWriter out, Clock clock)
      throws IOException, SQLException {
    boolean clean = new Prove(plan, out, clock).run();
    if (clean) {
      Folders.remove(plan.home());
    } else {
      out.println("The database and the logs are in " + plan.home());
      out.flush();
    }
    return clean;
  }

  private boolean run() throws IOException, SQLException {
    journal.say("seed %d, in %s", plan.seed(), plan.home());
    try (var executor = Executors.newVirtualThreadPerTaskExecutor();
        var http =
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .executor(executor)
                .build();
        Postgres postgres = Postgres.start(plan.home().resolve("postgresql"), clock);
        Closing<Redis> redis = new Closing<>(Redis.start(plan.home()).orElse(null));
        Nodes nodes =
            Nodes.of(plan.nodes(), plan.jar(), plan.home(), postgres, redis.value(), http)) {
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> nodes.all().forEach(Node::end), "kill-nodes"));
      nodes.start();
      Redis used = used(redis.value());
      List<Stage.Sale> sales =
          new Stage(nodes.all().getFirst(), http, postgres.database(), clock).set(sales(), GATES);
      journal.say("%d nodes are up, %d sales are set", plan.nodes(), sales.size());
      var line = new Line(nodes, http, history, clock);
      var crowd = new Crowd(line, history, clock, plan.seed());
      var faults = new Faults(nodes, postgres, used, journal, clock, plan.seed());
      sell(sales, crowd, faults);
      if (!postgres.isUp()) {
        return new Report(out).verdict(List.of(rehearsal(crowd, faults)), plan.seed());
      }
      awaitRest(postgres.database(), faults.setBacks());
      setRefundsRight(
          new Operator(line, history, sales, clock, plan.seed()),
          postgres.database(),
          faults.setBacks());
      Check maps = maps(nodes, line, postgres.database(), sales);
      nodes.close();
      return audit(postgres.database(), crowd, faults, maps);
    }
  }

  /** So that what may be missing can be closed with the rest. */
  private record Closing<T extends AutoCloseable>(@Nullable T value) implements AutoCloseable {
    @Override
    public void close() {
      try {
        if (value != null) {
          value.close();
        }
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private @Nullable Redis used(@Nullable Redis redis) throws IOException {
    if (redis == null) {
      journal.say("there is no redis-server on the PATH: no faults of Redis");
      return null;
    }
    if (!redis.isUsed()) {
      journal.say("the nodes do not connect to Redis: no faults of Redis");
      return null;
    }
    return redis;
  }

  private int sales() {
    return Math.max(1, Math.toIntExact(plan.length().dividedBy(SALE_TIME)));
  }

  private void sell(List<Stage.Sale> sales, Crowd crowd, Faults faults) {
    Instant end = clock.instant().plus(plan.length());
    Thread failing = Thread.startVirtualThread(() -> faults.inject(end));
    crowd.come(sales, end);
    try {
      failing.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    journal.say("no more faults and no more buyers; those who are there finish");
    crowd.leave(LEAVE_LIMIT);
  }

  private void awaitRest(Database database, List<SetBack> setBacks) {
    journal.say("waiting for holds to expire and payments to come to rest");
    long deadline = System.nanoTime() + REST_LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      List<String> excused =
          GatewayBooks.unaccounted(database, forgotten(database, setBacks)).stream()
              .map(GatewayBooks.Unaccounted::key)
              .toList();
      if (new RestChecks(database, excused).isAtRest()) {
        return;
      }
      Node.sleep(LOOK_EVERY);
    }
  }

  private void setRefundsRight(Operator operator, Database database, List<SetBack> setBacks) {
    int count = operator.setRight(database, forgotten(database, setBacks));
    if (count > 0) {
      journal.say("%d refunds that set-backs took are set right", count);
      awaitRest(database, setBacks);
    }
  }

  /** Keys of payments and refunds that set-backs have taken from the database. */
  private List<String> forgotten(Database database, List<SetBack> setBacks) {
    Stream<String> copied = setBacks.stream().flatMap(setBack -> setBack.forgotten().stream());
    Stream<String> underWay =
        GatewayBooks.unknown(database).stream().filter(key -> wasUnderWay(key, setBacks));
    return Stream.concat(copied, underWay).distinct().toList();
  }

  private boolean wasUnderWay(String key, List<SetBack> setBacks) {
    String code = key.substring(0, key.indexOf('/'));
    Call.Kind kind = key.contains("/refund/") ? Call.Kind.REFUND : Call.Kind.PAY;
    return setBacks.stream().anyMatch(setBack -> history.wasAsking(kind, code, setBack));
  }

  private static Check maps(Nodes nodes, Line line, Database database, List<Stage.Sale> sales) {
    List<NodeChecks.Truth> truths =
        sales.stream().map(sale -> NodeChecks.Truth.of(database, sale.event())).toList();
    return new NodeChecks(nodes.all(), line).run(truths);
  }

  private boolean audit(Database database, Crowd crowd, Faults faults, Check maps)
      throws SQLException {
    journal.say("auditing");
    List<SetBack> setBacks = faults.setBacks();
    List<GatewayBooks.Unaccounted> given =
        GatewayBooks.settle(database, forgotten(database, setBacks));
    List<String> excused = given.stream().map(GatewayBooks.Unaccounted::key).toList();
    var promises = new Promises(history, setBacks);
    Facts facts = Facts.read(database);
    var histories = new HistoryChecks(history, promises, facts);
    List<Check> checks = new ArrayList<>();
    checks.addAll(new RestChecks(database, excused).run());
    checks.add(maps);
    checks.addAll(histories.run());
    checks.addAll(new RefundChecks(history, promises, facts).run());
    checks.add(GatewayBooks.addUp(database));
    checks.addAll(new Audit(database).run());
    checks.add(rehearsal(crowd, faults));
    var report = new Report(out);
    report.traffic(crowd.count(), crowd.waiting(), history.answers());
    report.faults(faults.counts());
    report.outcome(Outcome.read(database));
    report.setBacks(setBacks, histories.losses(), given);
    return report.verdict(checks, plan.seed());
  }

  private static Check rehearsal(Crowd crowd, Faults faults) {
    List<String> failures = new ArrayList<>(faults.failures());
    crowd.failures().forEach(failure -> failures.add("a buyer: " + failure));
    return new Check("the rehearsal itself went as planned", crowd.count(), "buyers", failures);
  }
}
