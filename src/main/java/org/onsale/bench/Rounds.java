package org.onsale.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Measures several subjects in turn, warm-up first, so that a slow minute hits them all. */
final class Rounds {
  /** Enough to keep two cores busy in a closed loop. */
  static final int CONNECTIONS = 512;

  /** Enough for an open loop in which a few clients wait for tens of milliseconds. */
  static final int OPEN_CONNECTIONS = 512;

  private final Setting setting;
  private final int port;
  private final Processes processes;

  Rounds(Setting setting, BenchServer server) {
    this(setting, server, Processes.of(server));
  }

  Rounds(Setting setting, BenchServer server, Processes processes) {
    this.setting = setting;
    this.port = server.port();
    this.processes = processes;
  }

  /** One load that can be put on for any length. */
  interface Load {
    LoadGenerator.Result run(Duration length) throws IOException;
  }

  /** A load with a name. */
  record Subject(String name, Load load) {}

  /** As many as the server takes. */
  Subject closed(String name, Supplier<Dialogue> clients) {
    return new Subject(name, closed(clients));
  }

  Load closed(Supplier<Dialogue> clients) {
    return length -> new LoadGenerator(port, CONNECTIONS).run(Arrivals.closed(length), clients);
  }

  /** A fixed rate; what is measured are latencies. */
  Subject open(String name, double perSecond, Supplier<Dialogue> clients) {
    return new Subject(
        name + String.format(Locale.ROOT, " at %.0f/s", perSecond), open(perSecond, clients));
  }

  Load open(double perSecond, Supplier<Dialogue> clients) {
    return length ->
        new LoadGenerator(port, OPEN_CONNECTIONS).run(Arrivals.open(perSecond, length), clients);
  }

  /** Warms each up and measures them in turn. */
  Table measure(Subject... subjects) throws IOException {
    Table table = new Table();
    warmUp(subjects);
    inTurn(table, List.of(subjects));
    return table;
  }

  void warmUp(Subject... subjects) throws IOException {
    List<WarmUp.Load> loads = new ArrayList<>();
    for (Subject subject : subjects) {
      loads.add(() -> run("warm-up", subject, setting.length()));
    }
    WarmUp.run(setting.length(), processes::compilers, loads);
  }

  /** Measures subjects that are warm. */
  void inTurn(Table table, List<Subject> subjects) throws IOException {
    for (int run = 1; run <= setting.runs(); run++) {
      for (Subject subject : subjects) {
        table.add(subject.name(), run("run " + run, subject, setting.length()));
      }
    }
  }

  /**
   * One run, of which a line is printed.
   *
   * @param phase as it stands before that line
   */
  Sample run(String phase, Subject subject, Duration length) throws IOException {
    Map<String, Duration> before = processes.used();
    LoadGenerator.Result result = subject.load().run(length);
    Sample sample = Sample.of(result, processes.usedSince(before));
    System.out.printf(
        Locale.ROOT,
        "%-8s %-28s %8.0f/s  p50 %7.1f ms  p99 %7.1f ms%n",
        phase,
        subject.name(),
        sample.perSecond(),
        sample.p50(),
        sample.p99());
    return sample;
  }
}
