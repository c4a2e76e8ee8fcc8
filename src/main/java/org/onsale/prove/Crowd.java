package org.onsale.prove;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sends the buyers of one sale after the other: a thousand in 17 seconds, as when real sales have
 * collapsed, and then waves of those who try again.
 */
final class Crowd {
  private static final int BURST = 1_000;
  private static final Duration BURST_TIME = Duration.ofSeconds(17);
  private static final int WAVE = 60;
  private static final Duration WAVE_EVERY = Duration.ofSeconds(5);
  private static final Duration WAVE_TIME = Duration.ofSeconds(3);

  private final Line line;
  private final History history;
  private final Clock clock;
  private final long seed;
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final ExecutorService buyers = Executors.newVirtualThreadPerTaskExecutor();
  private final LongAdder waiting = new LongAdder();
  private volatile boolean sentHome;
  private int count;

  Crowd(Line line, History history, Clock clock, long seed) {
    this.line = line;
    this.history = history;
    this.clock = clock;
    this.seed = seed;
  }

  /** Blocks until {@code end}, giving each sale an equal share of the time. */
  void come(List<Stage.Sale> sales, Instant end) {
    Duration share = Duration.between(clock.instant(), end).dividedBy(sales.size());
    for (int i = 0; i < sales.size(); i++) {
      Instant next = end.minus(share.multipliedBy(sales.size() - i - 1L));
      come(sales.get(i), BURST, BURST_TIME);
      while (clock.instant().plus(WAVE_TIME).isBefore(next)) {
        come(sales.get(i), WAVE, WAVE_TIME);
        Node.sleep(WAVE_EVERY.minus(WAVE_TIME));
      }
    }
  }

  private void come(Stage.Sale sale, int howMany, Duration within) {
    Instant begin = clock.instant();
    for (int i = 0; i < howMany; i++) {
      Buyer buyer = new Buyer(++count, sale, line, history, clock, seed);
      buyers.execute(() -> run(buyer));
      Duration due = within.multipliedBy(i + 1L).dividedBy(howMany);
      Duration wait = Duration.between(clock.instant(), begin.plus(due));
      if (wait.isPositive()) {
        Node.sleep(wait);
      }
    }
  }

  private void run(Buyer buyer) {
    try {
      buyer.run();
    } catch (RuntimeException e) {
      if (sentHome) {
        waiting.increment();
      } else {
        failures.add(e.toString());
      }
    }
  }

  /** Lets all finish, and sends those home who still wait for an answer after that. */
  void leave(Duration limit) {
    buyers.shutdown();
    try {
      if (!buyers.awaitTermination(limit.toSeconds(), TimeUnit.SECONDS)) {
        sentHome = true;
        buyers.shutdownNow();
        buyers.awaitTermination(limit.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  int count() {
    return count;
  }

  /** Buyers who were still waiting for an answer when the rehearsal was over. */
  long waiting() {
    return waiting.sum();
  }

  /** Why buyers did not come to their end: faults of the rehearsal itself. */
  List<String> failures() {
    return List.copyOf(failures);
  }
}
