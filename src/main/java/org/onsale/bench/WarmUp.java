package org.onsale.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Puts load on until the JIT compilers have little left to do. On two cores that takes a minute of
 * full load, in which they take up to half of the processor from who is to be measured.
 */
final class WarmUp {
  /** Rounds that are enough for a machine that is never done. */
  static final int MOST_ROUNDS = 16;

  private static final int FEWEST_ROUNDS = 2;

  /** Of one core. */
  private static final double LITTLE = 0.1;

  private WarmUp() {}

  /** A load of some seconds. */
  interface Load {
    void run() throws IOException;
  }

  /**
   * Puts the loads on in turn, again and again.
   *
   * @param length of each
   * @param compilers the processor time that the JIT compilers have used until now
   * @return the rounds that it took
   */
  static int run(Duration length, Supplier<Duration> compilers, List<Load> loads)
      throws IOException {
    for (int round = 1; ; round++) {
      double busiest = 0;
      for (Load load : loads) {
        Duration before = compilers.get();
        load.run();
        double used = compilers.get().minus(before).toNanos();
        busiest = Math.max(busiest, used / length.toNanos());
      }
      if (round == MOST_ROUNDS || round >= FEWEST_ROUNDS && busiest < LITTLE) {
        return round;
      }
    }
  }
}
