package org.onsale.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** Whole purchases, and how long the outbox takes after them. */
final class PurchaseBench implements Bench {
  /** What two cores do not reach; so many seats are staged. */
  private static final int FASTEST = 4_000;

  private static final Duration DRAIN_LIMIT = Duration.ofMinutes(3);

  @Override
  public String name() {
    return "purchase";
  }

  @Override
  public String measures() {
    return "hold, order, payment and tickets of two seats";
  }

  @Override
  public void run(Setting setting, Report report) throws Exception {
    try (BenchServer server = setting.server()) {
      double seconds = setting.together().multipliedBy(3).toSeconds() / 2.0;
      Pairs pairs =
          new Pairs(server.stage(HoldsBench.STADIUM, stadiums(seconds)), HoldsBench.SEATS);
      Rounds rounds = new Rounds(setting, server);
      Table table = rounds.measure(rounds.closed("purchases", pairs::purchase));
      Rounds.Subject half =
          rounds.open("purchases", table.perSecond("purchases") / 2, pairs::purchase);
      rounds.inTurn(table, List.of(half));
      report.add(table);
      report.judge("purchases", table.perSecond("purchases"), Mark.atLeast(2_000, "/s"));
      report.tell(
          "p99 at half of the rate, open loop",
          "**%.1f ms**",
          table.median(half.name(), Sample::p99));
      tellWhatBinds(table, report);
      drain(server.database(), report);
    }
  }

  static int stadiums(double seconds) {
    return (int) Math.ceil(seconds * FASTEST * 2 / HoldsBench.SEATS) + 1;
  }

  /** Cores that each part keeps busy at the full rate. */
  private static void tellWhatBinds(Table table, Report report) {
    double rate = table.perSecond("purchases") / 1e6;
    report.tell(
        "cores busy at the full rate",
        "application %.2f, PostgreSQL %.2f, generator %.2f of %d",
        table.median("purchases", sample -> sample.cpu().getOrDefault("application", 0.0)) * rate,
        table.median("purchases", sample -> sample.cpu().getOrDefault("PostgreSQL", 0.0)) * rate,
        table.median("purchases", sample -> sample.cpu().getOrDefault("generator", 0.0)) * rate,
        Runtime.getRuntime().availableProcessors());
  }

  private static void drain(DataSource database, Report report)
      throws SQLException, InterruptedException, IOException {
    long begin = System.nanoTime();
    long first = waiting(database);
    long left = first;
    while (left > 0 && System.nanoTime() - begin < DRAIN_LIMIT.toNanos()) {
      Thread.sleep(100);
      left = waiting(database);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    report.tell("mails in the outbox at the end of the load", "%d", first);
    if (left == 0) {
      report.judge("the outbox is empty after", seconds, Mark.atMost(30, "s"));
    } else {
      double rate = (first - left) / seconds;
      report.tell(
          "the outbox is not empty after",
          "**%.0f s** (mark: at most 30 s, missed): %d are left, %.0f/s were delivered",
          seconds,
          left,
          rate);
    }
  }

  private static long waiting(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT count(*) FROM outbox WHERE done_at IS NULL")) {
      row.next();
      return row.getLong(1);
    }
  }
}
