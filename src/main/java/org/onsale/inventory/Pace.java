package org.onsale.inventory;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.onsale.platform.Busy;

/**
 * A node's own sense of time, for pauses and caches; nothing is decided by it. The simulation has
 * one that it steps.
 *
 * @param nanos as {@link System#nanoTime}
 * @param pause waits that long
 * @param aside carries out what no batch has to wait for
 * @param snapshotEvery changes after which a snapshot is due
 */
record Pace(LongSupplier nanos, Consumer<Duration> pause, Executor aside, int snapshotEvery) {
  static final Pace REAL =
      new Pace(
          System::nanoTime,
          Pace::sleep,
          task -> Thread.ofVirtual().name("ledger-aside").start(task),
          20_000);

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Busy("the server is stopping");
    }
  }
}
