package org.onsale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.onsale.prove.Prove;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./onsale prove}: sells under crashes, and fails when anything was violated. */
@Command(
    name = "prove",
    description = "Sells under crashes and audits the result.",
    sortOptions = false)
final class ProveCommand implements Callable<Integer> {
  private static final double SHORTEST = 0.3;
  private static final double LONGEST = 240;
  private static final int MOST_NODES = 8;

  @Spec @Nullable CommandSpec spec;

  @Option(names = "--minutes", paramLabel = "N", description = "for how long there are faults (10)")
  double minutes = 10;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "what buyers want and which faults come when (a random one)")
  @Nullable Long seed;

  @Option(names = "--nodes", paramLabel = "N", description = "how many nodes sell (3)")
  int nodes = 3;

  @Override
  public Integer call() throws SQLException {
    if (spec == null) {
      throw new IllegalStateException("not parsed");
    }
    check("--minutes", minutes, SHORTEST, LONGEST);
    check("--nodes", nodes, 2, MOST_NODES);
    try {
      var plan =
          new Prove.Plan(
              Duration.ofMillis(Math.round(minutes * 60_000)),
              seed == null ? ThreadLocalRandom.current().nextLong(1_000_000) : seed,
              nodes,
              Files.createTempDirectory("onsale-prove"),
              jar());
      return Prove.run(plan, spec.commandLine().getOut(), Clock.systemUTC())
          ? ExitCode.OK
          : ExitCode.SOFTWARE;
    } catch (IOException e) {
      throw new PlainException("The rehearsal cannot be held: " + e.getMessage());
    }
  }

  private void check(String option, double value, double least, double most) {
    if (spec != null && !(value >= least && value <= most)) {
      throw new ParameterException(
          spec.commandLine(), "%s must be from %s to %s.".formatted(option, least, most));
    }
  }

  /** The one that this JVM was started with; the nodes are started with it, too. */
  private static Path jar() {
    Path jar = Path.of(System.getProperty("java.class.path"));
    if (!Files.isRegularFile(jar)) {
      throw new PlainException("Start it from the packaged application: ./onsale prove");
    }
    return jar.toAbsolutePath();
  }
}
