package org.onsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.stream.LongStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onsale.inventory.Guards.Guard;
import org.onsale.inventory.SimulatedStore.Database;
import org.onsale.inventory.Simulation.Fault;
import org.onsale.inventory.Simulation.Result;
import org.onsale.inventory.Simulation.Setup;

/**
 * Plays thousands of sales, each from its seed, and takes the guards away one by one. A long run:
 * {@code -Donsale.simulation.seeds=100000}, and {@code -Donsale.simulation.from=…} to begin
 * elsewhere.
 */
class SimulationTest {
  private static final Logger LOG = Logger.getLogger(SimulationTest.class);

  private static final long FROM = Long.getLong("onsale.simulation.from", 1);
  private static final long SEEDS = Long.getLong("onsale.simulation.seeds", 2_000);

  /** A guard that is missing must be noticed within as many sales. */
  private static final long SOON = 300;

  /** Held, for a logger that nobody holds forgets its level. */
  private static final java.util.logging.Logger LEDGER =
      java.util.logging.Logger.getLogger(EventLedger.class.getName());

  /** The ledger warns of each fault, and here is nothing but faults. */
  @BeforeAll
  static void silence() {
    LEDGER.setLevel(Level.OFF);
  }

  @AfterAll
  static void listen() {
    LEDGER.setLevel(null);
  }

  @Test
  void whatever_happens_every_promise_is_kept() throws Exception {
    List<Result> results = play(Setup.SOUND, FROM, SEEDS);
    for (Result result : results) {
      if (!result.broken().isEmpty()) {
        fail(report(result, Setup.SOUND));
      }
    }
    Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    results.forEach(
        sale -> sale.faults().forEach((fault, times) -> faults.merge(fault, times, Integer::sum)));
    LOG.infof(
        "%d sales, %d steps, %d changes, %s; %d yeses lost by fail-overs",
        (Long) SEEDS,
        (Long) results.stream().mapToLong(Result::steps).sum(),
        (Long) results.stream().mapToLong(Result::changes).sum(),
        faults,
        (Long) results.stream().mapToLong(Result::acknowledgedAndLost).sum());
    assertThat(faults).as("all that can happen has happened").hasSize(Fault.values().length);
  }

  @Test
  void a_seed_is_the_same_sale_every_time() {
    for (long seed = 1; seed <= 20; seed++) {
      List<String> trace = Simulation.play(seed, Setup.SOUND, true).trace();
      assertThat(trace).hasSizeGreaterThan(100);
      assertThat(Simulation.play(seed, Setup.SOUND, true).trace()).isEqualTo(trace);
    }
  }

  @ParameterizedTest(name = "{0} off breaks {1}")
  @CsvSource({
    "LOCK, NO_COLLISION",
    "CATCH_UP, NO_COLLISION",
    "CATCH_UP, RIGHT_ANSWER",
    "CONFIRM, NO_GAP",
    "REWIND, NO_GAP",
    "SNAPSHOT, SAME_EVERYWHERE",
    "LOOK_UP, TRUE_ANSWER",
    "LOOK_UP, ONCE",
    "EXPIRY, RIGHT_ANSWER",
    "EXPIRY, IN_TIME"
  })
  void a_guard_that_is_off_is_noticed(Guard off, Promise promise) throws Exception {
    assertNoticed(new Setup(Guards.without(off), Database.SOUND), promise);
  }

  @ParameterizedTest(name = "{0} and the key off: a seat is given twice")
  @CsvSource({"LOCK", "CATCH_UP", "REWIND"})
  void a_guard_and_the_key_off_a_seat_is_given_twice(Guard off) throws Exception {
    assertNoticed(new Setup(Guards.without(off), new Database(false, true)), Promise.ONE_OWNER);
  }

  @Test
  void a_log_read_by_the_statement_that_waits_for_the_lock_is_an_old_one() throws Exception {
    Setup setup = new Setup(Guards.ALL, new Database(true, false));
    assertNoticed(setup, Promise.NO_COLLISION);
  }

  /** But who looks up a commit without the lock may look too early: for that it is needed. */
  @Test
  void lock_off_the_key_alone_lets_no_seat_be_given_twice() throws Exception {
    Set<Promise> kept = Set.of(Promise.ONE_OWNER, Promise.NO_OVERSALE, Promise.NO_GAP);
    for (Result sale : play(new Setup(Guards.without(Guard.LOCK), Database.SOUND), 1, SOON)) {
      assertThat(sale.broken()).noneMatch(broken -> kept.contains(broken.promise()));
    }
  }

  @Test
  void key_off_the_lock_alone_keeps_every_promise() throws Exception {
    for (Result sale : play(new Setup(Guards.ALL, new Database(false, true)), 1, SOON)) {
      assertThat(sale.broken()).as("seed %d", sale.seed()).isEmpty();
    }
  }

  private static void assertNoticed(Setup setup, Promise promise) throws Exception {
    for (long from = 1; from <= SOON; from += 20) {
      for (Result sale : play(setup, from, 20)) {
        if (sale.broke(promise)) {
          LOG.infof("%s: seed %d breaks %s", setup, (Long) sale.seed(), sale.broken());
          return;
        }
      }
    }
    fail("%s keeps %s in %d sales".formatted(setup, promise, SOON));
  }

  /** Plays the seeds on all processors. */
  private static List<Result> play(Setup setup, long from, long seeds) throws Exception {
    int lanes = Runtime.getRuntime().availableProcessors();
    List<Callable<List<Result>>> work = new ArrayList<>();
    for (int lane = 0; lane < lanes; lane++) {
      long first = from + lane;
      work.add(
          () ->
              LongStream.iterate(first, seed -> seed < from + seeds, seed -> seed + lanes)
                  .mapToObj(seed -> Simulation.play(seed, setup, false))
                  .toList());
    }
    List<Result> results = new ArrayList<>();
    // Virtual threads hand over to each other without the operating system.
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<List<Result>> lane : executor.invokeAll(work)) {
        results.addAll(lane.get());
      }
    }
    return results;
  }

  private static String report(Result result, Setup setup) {
    List<String> trace = Simulation.play(result.seed(), setup, true).trace();
    return "seed %d breaks %s%n%s"
        .formatted(result.seed(), result.broken(), String.join("\n", trace));
  }
}
