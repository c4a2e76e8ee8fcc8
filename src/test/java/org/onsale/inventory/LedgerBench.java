package org.onsale.inventory;

import static org.onsale.inventory.LedgerFixture.EVENT;
import static org.onsale.inventory.LedgerFixture.await;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.onsale.platform.TestDatabase;

/**
 * Measures durable two-seat holds a second on one event, without HTTP, from one node and from two.
 * Not a test: run {@code main} on the test class path.
 */
final class LedgerBench {
  private static final int SEATS = 1_000_000;
  private static final int WARM_UP = 60_000;
  private static final int HOLDS = 200_000;

  private LedgerBench() {}

  public static void main(String[] arguments) throws SQLException, InterruptedException {
    for (int round = 0; round < 2; round++) {
      for (int inFlight : new int[] {100, 400, 1_000}) {
        System.out.printf(
            "%5d in flight: %,8.0f holds/s from one node, %,8.0f from two%n",
            inFlight, holdsPerSecond(1, inFlight), holdsPerSecond(2, inFlight));
      }
    }
    System.exit(0);
  }

  private static double holdsPerSecond(int nodes, int inFlight)
      throws SQLException, InterruptedException {
    TestDatabase.Address address = TestDatabase.create();
    var running = new ArrayList<Inventory>();
    try (AgroalDataSource pool = pool(address)) {
      for (int i = 0; i < nodes; i++) {
        running.add(new Inventory(pool, List.of(), Clock.systemUTC()));
      }
      await(running.getFirst().ask(EVENT, new Command.Configure(SEATS, List.of())));
      AtomicInteger seat = new AtomicInteger();
      take(running, WARM_UP, inFlight, seat);
      long start = System.nanoTime();
      take(running, HOLDS, inFlight, seat);
      return HOLDS / ((System.nanoTime() - start) / 1e9);
    } finally {
      running.forEach(Inventory::close);
    }
  }

  private static void take(List<Inventory> nodes, int holds, int inFlight, AtomicInteger seat)
      throws InterruptedException {
    Semaphore slots = new Semaphore(inFlight);
    LongAdder lost = new LongAdder();
    for (int i = 0; i < holds; i++) {
      slots.acquire();
      int first = seat.getAndAdd(2);
      var hold =
          new Command.TakeHold(
              UUID.randomUUID(),
              List.of(first, first + 1),
              null,
              List.of(),
              null,
              Duration.ofMinutes(10));
      nodes
          .get(i % nodes.size())
          .ask(EVENT, hold)
          .whenComplete(
              (outcome, failure) -> {
                if (!(outcome instanceof HoldOutcome.Held)) {
                  lost.increment();
                }
                slots.release();
              });
    }
    slots.acquire(inFlight);
    if (lost.sum() > 0) {
      throw new IllegalStateException(lost + " holds were not granted");
    }
  }

  private static AgroalDataSource pool(TestDatabase.Address address) throws SQLException {
    return AgroalDataSource.from(
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(
                pool ->
                    pool.maxSize(20)
                        .connectionFactoryConfiguration(
                            factory ->
                                factory
                                    .jdbcUrl(address.url())
                                    .principal(new NamePrincipal(address.user()))
                                    .credential(new SimplePassword(address.password())))));
  }
}
