package org.onsale.inventory;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.onsale.platform.Busy;

/**
 * A node's own sense of time, for pauses and caches; nothing is decided by it. The simulation has
 * one that it steps.
 *
 * @param nanos as {@link System#nanoTime}
 * @param pause waits that long
 * @param snapshotEvery changes after which a snapshot is due
 */
record Pace(LongSupplier nanos, Consumer<Duration> pause, int snapshotEvery) {
  static final Pace REAL = new Pace(System::nanoTime, Pace::sleep, 20_000);

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Busy("the server is stopping");
    }
  }
}
