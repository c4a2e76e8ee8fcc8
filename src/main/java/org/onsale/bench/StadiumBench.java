package org.onsale.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * A stadium is sold out to fifty times as many buyers as there are orders, and audited: how near
 * does it come to the sum of its parts, measured before on the same server?
 */
final class StadiumBench implements Bench {
  private static final int CONNECTIONS = 4_096;

  /** So short that what is walked away from comes back while others still look. */
  private static final Duration HOLD_TIME = Duration.ofSeconds(3);

  private static final Duration PAYMENT_TIME = Duration.ofSeconds(6);

  /** Of a sale before the one that counts, for the JIT: one eighth of the size. */
  private static final int WARM_UP = 8;

  @Override
  public String name() {
    return "stadium";
  }

  @Override
  public String measures() {
    return "80,000 seats sold out to fifty times as many buyers";
  }

  @Override
  public void run(Setting setting, Report report) throws Exception {
    try (BenchServer server = setting.server()) {
      Table parts = parts(setting, server);
      int pairs = (int) (HoldsBench.SEATS / 2 * setting.scale());
      sell(server, onsale(server, pairs / WARM_UP));
      Onsale onsale = onsale(server, pairs);
      LoadGenerator.Result result = sell(server, onsale);

      double sum = onsale.lost() / parts.perSecond("losers") + pairs / parts.perSecond("purchases");
      double took = result.took().toNanos() / 1e9;
      report.add(parts);
      report.add(
          "%d seats; %d buyers; 20 %% of winners let go, 10 %% of payments declined. Seed %d."
              .formatted(pairs * 2, result.done(), onsale.seed()));
      onsale.tell(report);
      report.tell("seats sold twice or unsold", "0; the audit holds");
      report.tell("it took", "%.1f s; the sum of its parts is %.1f s", took, sum);
      report.judge("time ÷ the sum of its parts", took / sum, Mark.atMost(1.3, "×"));
    }
  }

  private static Onsale onsale(BenchServer server, int pairs)
      throws IOException, InterruptedException {
    return new Onsale(
        server.stage(HoldsBench.STADIUM, 1, HOLD_TIME, PAYMENT_TIME).getFirst(), pairs);
  }

  private static LoadGenerator.Result sell(BenchServer server, Onsale onsale)
      throws IOException, InterruptedException, SQLException {
    LoadGenerator.Result result =
        new LoadGenerator(server.port(), CONNECTIONS).run(onsale::due, onsale::buyer);
    check(server, onsale);
    return result;
  }

  private static Table parts(Setting setting, BenchServer server)
      throws IOException, InterruptedException {
    double seconds = setting.together().toSeconds();
    Pairs pairs =
        new Pairs(
            server.stage(HoldsBench.STADIUM, PurchaseBench.stadiums(seconds)), HoldsBench.SEATS);
    long sold = server.stage(HoldsBench.STADIUM, 1).getFirst();
    List<Pair> taken = LosersBench.taken(server, sold);
    Rounds rounds = new Rounds(setting, server);
    return rounds.measure(
        rounds.closed("losers", LosersBench.no(taken, Requests.API, new LosersBench.Bodies())),
        rounds.closed("purchases", pairs::purchase));
  }

  private static void check(BenchServer server, Onsale onsale)
      throws IOException, InterruptedException, SQLException {
    int[] seats = server.seats(onsale.event());
    if (seats[2] != onsale.pairs() * 2 || seats[1] != 0 || onsale.sold() != onsale.pairs()) {
      throw new IllegalStateException(
          "%d seats are sold and %d held, %d buyers have two each"
              .formatted(seats[2], seats[1], onsale.sold()));
    }
    server.audit();
  }
}
