package org.onsale.bench;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.onsale.inventory.Command;
import org.onsale.inventory.HoldOutcome;
import org.onsale.inventory.Inventory;
import org.onsale.platform.EventId;
import org.onsale.platform.Secrets;
import org.onsale.platform.SharedState;
import org.onsale.platform.SharedStateSource;

/**
 * A node of {@link LedgerBench}, in a process of its own: the ledger with a pool of connections,
 * and nothing else. It is told line by line what to do, and ends with its input.
 */
public final class LedgerNode {
  private static final int CONNECTIONS = 8;

  /** Two batches' worth: one is written while the next gathers. */
  private static final int IN_FLIGHT = 1_024;

  private static final Duration HOLD_TIME = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Inventory inventory;

  private LedgerNode(Inventory inventory) {
    this.inventory = inventory;
  }

  /**
   * @param arguments the database's address and its user, the folder of secrets, and Redis' address
   *     where there is one; the password is the first line of input
   */
  public static void main(String[] arguments) throws Exception {
    // Without a configuration the log manager writes, and drops, every step of the database's
    // driver.
    Logger.getLogger("").setLevel(Level.WARNING);
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String password = input.readLine();
    Clock clock = Clock.systemUTC();
    Optional<String> redis = Stream.of(arguments).skip(3).findFirst();
    try (AgroalDataSource pool = pool(arguments[0], arguments[1], password);
        SharedState shared =
            SharedStateSource.sharedState(
                redis, Optional.empty(), new Secrets(Path.of(arguments[2])), clock);
        Inventory inventory = new Inventory(pool, List.of(), clock, shared)) {
      new LedgerNode(inventory).obey(input);
    }
    System.exit(0);
  }

  private static AgroalDataSource pool(String url, String user, String password)
      throws SQLException {
    return AgroalDataSource.from(
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(
                pool ->
                    pool.initialSize(CONNECTIONS)
                        .maxSize(CONNECTIONS)
                        .acquisitionTimeout(Duration.ofSeconds(10))
                        // As Quarkus has it: who was cut off is not given out again.
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .connectionFactoryConfiguration(
                            factory ->
                                factory
                                    .jdbcUrl(url)
                                    .principal(new NamePrincipal(user))
                                    .credential(new SimplePassword(password)))));
  }

  /** {@code make EVENT SEATS}, or {@code hold EVENT FIRST STEP SEATS MILLIS}. */
  private void obey(BufferedReader input) throws Exception {
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      String[] words = line.split(" ");
      EventId event = new EventId(Long.parseLong(words[1]));
      if (words[0].equals("make")) {
        Command.Configure configure = new Command.Configure(Integer.parseInt(words[2]), List.of());
        await(inventory.ask(event, configure).toCompletableFuture());
        System.out.println("made");
      } else {
        int first = Integer.parseInt(words[2]);
        int step = Integer.parseInt(words[3]);
        int seats = Integer.parseInt(words[4]);
        Load load = new Load(event, first, step, seats);
        System.out.println(load.run(Duration.ofMillis(Long.parseLong(words[5]))));
      }
    }
  }

  private static <T> T await(CompletableFuture<T> answer) throws Exception {
    return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** A closed loop of holds, each of another pair of seats. */
  private final class Load {
    private final EventId event;
    private final int first;
    private final int step;
    private final int pairs;
    private final SplittableRandom random = new SplittableRandom();
    private final Histogram latency = new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(1), 3);
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicLong held = new AtomicLong();
    private final AtomicInteger loops = new AtomicInteger(IN_FLIGHT);
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private long end;

    Load(EventId event, int first, int step, int seats) {
      this.event = event;
      this.first = first;
      this.step = step;
      this.pairs = seats / 2;
    }

    /** Holds, nanoseconds, and the median and 99th percentile in microseconds. */
    String run(Duration length) throws Exception {
      long begin = System.nanoTime();
      end = begin + length.toNanos();
      List<UUID> ids = Stream.generate(this::id).limit(IN_FLIGHT).toList();
      ids.forEach(this::hold);
      await(over);
      long took = System.nanoTime() - begin;
      return held.get()
          + " "
          + took
          + " "
          + latency.getValueAtPercentile(50)
          + " "
          + latency.getValueAtPercentile(99);
    }

    private synchronized UUID id() {
      return new UUID(random.nextLong(), random.nextLong());
    }

    private void hold(UUID id) {
      int pair = first + taken.getAndIncrement() * step;
      long now = System.nanoTime();
      if (pair >= pairs || now > end) {
        if (loops.decrementAndGet() == 0) {
          over.complete(null);
        }
        return;
      }
      Command.TakeHold take =
          new Command.TakeHold(
              id, List.of(pair * 2, pair * 2 + 1), null, List.of(), null, HOLD_TIME);
      var ignored =
          inventory
              .ask(event, take)
              .whenComplete((outcome, failure) -> answered(outcome, failure, now));
    }

    private void answered(@Nullable HoldOutcome outcome, @Nullable Throwable failure, long asked) {
      if (!(outcome instanceof HoldOutcome.Held)) {
        over.completeExceptionally(new IllegalStateException("not held but " + outcome, failure));
        return;
      }
      held.incrementAndGet();
      latency.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - asked));
      hold(id());
    }
  }
}
