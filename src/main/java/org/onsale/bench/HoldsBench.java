package org.onsale.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Durable holds of two seats over HTTP, beside an echo through the same stack, the textbook's row
 * locks on the same PostgreSQL, and a Lua script on a Redis that keeps nothing.
 */
final class HoldsBench implements Bench {
  static final String STADIUM = "harbour-cup-final";
  static final int SEATS = 80_000;

  /** What no subject reaches on two cores; so many seats are staged. */
  private static final int FASTEST = 35_000;

  private static final int TEXTBOOK_FASTEST = 10_000;

  /** Events of baselines that need no rows for their seats. */
  private static final List<Long> MADE_UP = numbers(100_000);

  @Override
  public String name() {
    return "holds";
  }

  @Override
  public String measures() {
    return "durable holds of two seats over HTTP";
  }

  /** Stadiums for that many seconds of holds. */
  static int stadiums(double seconds) {
    return (int) Math.ceil(seconds * FASTEST * 2 / SEATS) + 1;
  }

  private static List<Long> numbers(int last) {
    return IntStream.rangeClosed(1, last).mapToObj(Long::valueOf).toList();
  }

  /** The baseline of most: a hold's request and answer with nothing in between. */
  static Rounds.Subject echo(Rounds rounds) {
    Pairs echoed = new Pairs(MADE_UP, SEATS);
    return rounds.closed("echo", () -> echoed.hold(Requests.API + "/bench/echo"));
  }

  @Override
  public void run(Setting setting, Report report) throws Exception {
    try (Redis redis = Redis.start();
        BenchServer server = setting.server(Redis.PORT_PROPERTY + "=" + redis.port())) {
      new Measuring(setting, server, redis).run(report);
    }
  }

  private record Measuring(Setting setting, BenchServer server, Redis redis) {

    void run(Report report) throws IOException, InterruptedException {
      double seconds = setting.together().toSeconds();
      double open = setting.length().multipliedBy(setting.runs()).toSeconds() / 2.0;
      Pairs pairs = new Pairs(server.stage(STADIUM, stadiums(seconds + open)), SEATS);
      List<Long> numbers = numbers((int) Math.ceil(seconds * TEXTBOOK_FASTEST * 2 / SEATS));
      server.post("/api/v1/bench/stage/textbook?events=" + numbers.size());

      Rounds rounds = new Rounds(setting, server, redis.in(Processes.of(server)));
      Supplier<Dialogue> holds = () -> pairs.hold(Requests.API);
      Table table = rounds.measure(subjects(rounds, holds, numbers));
      double half = table.perSecond("holds") / 2;
      Rounds.Subject calm = rounds.open("holds", half, holds);
      rounds.inTurn(table, List.of(calm));

      report.add(table);
      report.judge("holds ÷ echo", table.ratio("holds", "echo"), Mark.atLeast(0.5, "%"));
      report.judge("holds ÷ textbook", table.ratio("holds", "textbook"), Mark.atLeast(10, "×"));
      if (redis.isThere()) {
        report.tell("holds ÷ Redis", "**%.2f×**", table.ratio("holds", "Redis"));
      } else {
        report.tell("holds ÷ Redis", "not measured, for there is no redis-server on the PATH");
      }
      report.judge(
          "p99 at half of the rate, open loop",
          table.median(calm.name(), Sample::p99),
          Mark.atMost(25, "ms"));
    }

    private Rounds.Subject[] subjects(Rounds rounds, Supplier<Dialogue> holds, List<Long> numbers) {
      Pairs textbook = new Pairs(numbers, SEATS);
      List<Rounds.Subject> subjects = new ArrayList<>();
      subjects.add(echo(rounds));
      subjects.add(rounds.closed("holds", holds));
      subjects.add(
          rounds.closed("textbook", () -> textbook.hold(Requests.API + "/bench/textbook")));
      if (redis.isThere()) {
        Pairs scripted = new Pairs(MADE_UP, SEATS);
        subjects.add(rounds.closed("Redis", () -> scripted.hold(Requests.API + "/bench/redis")));
      }
      return subjects.toArray(Rounds.Subject[]::new);
    }
  }
}
