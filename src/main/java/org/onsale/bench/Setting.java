package org.onsale.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a benchmark is run with.
 *
 * @param jar of the benchmark's build
 * @param runs of each subject; medians are of these
 * @param length of one run
 * @param churn how long holds are abandoned
 * @param churnRate holds a second that are
 * @param viewers live viewers at once
 */
record Setting(Path jar, int runs, Duration length, Duration churn, int churnRate, int viewers) {

  /** The length of all runs of one subject together, when nobody asks for another. */
  private static final Duration FULL = Duration.ofSeconds(25);

  /** Warm-up and runs of one subject, when they take as long as they may. */
  Duration together() {
    return length.multipliedBy(WarmUp.MOST_ROUNDS + runs);
  }

  /** With runs of another length. */
  Setting withLength(Duration other) {
    return new Setting(jar, runs, other, churn, churnRate, viewers);
  }

  /** From 0 to 1: how much of its full size a benchmark has that is not measured in runs. */
  double scale() {
    return Math.min(1, (double) length.multipliedBy(runs).toMillis() / FULL.toMillis());
  }

  /** A server of the benchmark's build, with a fresh database. */
  BenchServer server(String... properties) throws IOException, InterruptedException {
    return BenchServer.start(jar, Files.createTempDirectory("onsale-bench"), List.of(properties));
  }

  /** Removes a folder of data; the database of a long benchmark has gigabytes. */
  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
