package org.onsale.seating;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.onsale.platform.Database;
import org.onsale.platform.TestDatabase;

/** A plan of 100,000 seats; the times go to the log, for {@code docs/performance.md}. */
class LargePlanTest {
  private static final Logger LOG = Logger.getLogger(LargePlanTest.class);

  private final Database database = TestDatabase.create().database();

  @Test
  void a_hundred_thousand_seats_come_in_and_are_answered() {
    String file = PlanFile.rectangular(1000, 100);
    var plans = new Plans(database);
    for (int round = 1; round <= 3; round++) {
      long start = System.nanoTime();
      var imported = (ImportOutcome.Imported) plans.importPlan("", PlanFile.stream(file));
      Duration importing = Duration.ofNanos(System.nanoTime() - start);
      start = System.nanoTime();
      SeatingPlan plan = plans.load(imported.plan(), 1);
      Duration loading = Duration.ofNanos(System.nanoTime() - start);
      start = System.nanoTime();
      int packed = plan.json().gzip().length;
      Duration encoding = Duration.ofNanos(System.nanoTime() - start);
      LOG.infof(
          "100,000 seats (%,d bytes): import %d ms, load %d ms, encode %d ms to %,d bytes",
          (Object) file.length(),
          importing.toMillis(),
          loading.toMillis(),
          encoding.toMillis(),
          packed);
      assertThat(plan.seats()).isEqualTo(100_000);
      assertThat(plan.runs()).hasSize(1000);
    }
  }
}
