package org.onsale.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./onsale bench NAME…}: runs benchmarks one after the other and prints their reports. */
@Command(name = "./onsale bench", sortOptions = false, description = "Measures this machine.")
public final class Benchmarks implements Callable<Integer> {

  /** In an order in which a machine that grows warm or full hurts least; the longest at the end. */
  static final List<Bench> ALL =
      List.of(
          new HoldsBench(),
          new LedgerBench(),
          new LosersBench(),
          new AvailabilityBench(),
          new PurchaseBench(),
          new PaymentsBench(),
          new ManyBench(),
          new BrowseBench(),
          new ViewersBench(),
          new RefundsBench(),
          new StadiumBench(),
          new ChurnBench());

  /** All but this one. */
  private static final String EVERYTHING = "all";

  private static final String CHURN = "churn";

  @Spec @Nullable CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "NAME",
      description = "which benchmarks; all: all of them")
  List<String> names = List.of();

  @Option(names = "--jar", required = true, hidden = true, description = "the benchmark's build")
  Path jar = Path.of("");

  @Option(names = "--runs", paramLabel = "N", description = "runs of each subject (5)")
  int runs = 5;

  @Option(names = "--seconds", paramLabel = "N", description = "length of one run (5)")
  int seconds = 5;

  @Option(names = "--minutes", paramLabel = "N", description = "length of churn (10)")
  int minutes = 10;

  @Option(names = "--rate", paramLabel = "N", description = "holds a second of churn (1000)")
  int churnRate = 1_000;

  @Option(names = "--viewers", paramLabel = "N", description = "live viewers (10000)")
  int viewers = 10_000;

  /**
   * @param arguments names and options
   */
  public static void main(String[] arguments) {
    // Whoever stops this stops the servers that it has started.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> ProcessHandle.current().children().forEach(ProcessHandle::destroy)));
    System.exit(new CommandLine(new Benchmarks()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    List<Bench> chosen = chosen();
    Setting setting =
        new Setting(
            jar,
            Math.clamp(runs, 1, 100),
            Duration.ofSeconds(Math.clamp(seconds, 1, 600)),
            Duration.ofMinutes(Math.clamp(minutes, 1, 600)),
            Math.clamp(churnRate, 10, 10_000),
            Math.clamp(viewers, 1, 60_000));
    List<String> broken = new ArrayList<>();
    for (Bench bench : chosen) {
      if (!run(bench, setting)) {
        broken.add(bench.name());
      }
    }
    if (!broken.isEmpty()) {
      System.err.println("Not measured: " + String.join(", ", broken));
    }
    return broken.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private List<Bench> chosen() {
    if (names.equals(List.of(EVERYTHING))) {
      return ALL.stream().filter(bench -> !bench.name().equals(CHURN)).toList();
    }
    return names.stream().map(this::named).toList();
  }

  private Bench named(String name) {
    return ALL.stream()
        .filter(bench -> bench.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "There is no benchmark \"" + name + "\"."));
  }

  /** Whether it came to its end; the others are measured anyhow. */
  private static boolean run(Bench bench, Setting setting) {
    Report report = new Report();
    report.add("## " + bench.name() + ": " + bench.measures());
    report.add(Machine.describe(setting));
    try {
      bench.run(setting, report);
    } catch (Exception e) {
      System.err.println(bench.name() + " was not measured: " + e);
      e.printStackTrace();
      return false;
    }
    System.out.println();
    System.out.println(report.markdown());
    System.out.println();
    return true;
  }
}
