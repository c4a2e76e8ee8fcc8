package org.onsale.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/**
 * An event of 40,000 orders is cancelled, and the server killed with -9 while the money goes back:
 * everybody has it once in the end.
 */
final class RefundsBench implements Bench {
  private static final int CONNECTIONS = 512;
  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final long LOOK_EVERY_MILLIS = 200;

  @Override
  public String name() {
    return "refunds";
  }

  @Override
  public String measures() {
    return "an event of 40,000 orders cancelled, with a kill in the middle";
  }

  @Override
  public void run(Setting setting, Report report) throws Exception {
    try (BenchServer server = setting.server()) {
      int orders = (int) (HoldsBench.SEATS / 2 * setting.scale());
      List<Long> event = server.stage(HoldsBench.STADIUM, 1);
      Pairs pairs = new Pairs(event, HoldsBench.SEATS);
      new LoadGenerator(server.port(), CONNECTIONS).run(Arrivals.exactly(orders), pairs::purchase);

      long begun = System.nanoTime();
      server.post("/api/v1/bench/stage/cancellation?event=" + event.getFirst());
      await(server.database(), orders / 2);
      double atHalf = secondsSince(begun);
      server.crash();
      double away = secondsSince(begun) - atHalf;
      await(server.database(), orders);
      double took = secondsSince(begun);
      server.audit();

      report.add("%d orders of two seats each, paid and then cancelled.".formatted(orders));
      report.tell("half of them refunded after", "%.1f s", atHalf);
      report.tell("killed with -9 then, and back after", "%.1f s", away);
      report.tell("all of them refunded after", "%.1f s", took);
      report.tell("orders refunded", "%.0f/s", orders / (took - away));
      report.tell("refunded twice or not at all", "0; the audit holds");
    }
  }

  private static double secondsSince(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  /** Until so many orders have their money back. */
  private static void await(DataSource database, int orders)
      throws SQLException, InterruptedException, IOException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (refunded(database) < orders) {
      if (System.nanoTime() > deadline) {
        throw new IOException("only " + refunded(database) + " orders are refunded");
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  private static long refunded(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("SELECT count(*) FROM refund WHERE status = 'done'");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
