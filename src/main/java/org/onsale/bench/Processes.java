package org.onsale.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The processor time of everybody who takes part in a benchmark, each under a name: a heavy
 * generator or a slow baseline shall flatter nobody.
 */
final class Processes {
  private final Map<String, Supplier<Duration>> parts = new LinkedHashMap<>();
  private final Supplier<Duration> compilers;

  /**
   * @param compilers the processor time of the JIT compilers of who is measured
   */
  Processes(Supplier<Duration> compilers) {
    this.compilers = compilers;
  }

  /** The application and its database, and this process, which makes the load. */
  static Processes of(BenchServer server) {
    return new Processes(() -> CpuTime.ofCompilers(server.pid()))
        .with("application", () -> CpuTime.of(server.pid()))
        .with("PostgreSQL", () -> CpuTime.ofTree(server.postgresPid()))
        .with("generator", () -> CpuTime.of(ProcessHandle.current().pid()));
  }

  Processes with(String name, Supplier<Duration> time) {
    parts.put(name, time);
    return this;
  }

  /** What the JIT compilers have used until now. */
  Duration compilers() {
    return compilers.get();
  }

  /** What each has used until now. */
  Map<String, Duration> used() {
    var used = new LinkedHashMap<String, Duration>();
    parts.forEach((name, time) -> used.put(name, time.get()));
    return used;
  }

  /** What each has used since then. */
  Map<String, Duration> usedSince(Map<String, Duration> before) {
    var used = new LinkedHashMap<String, Duration>();
    used().forEach((name, time) -> used.put(name, time.minus(before.getOrDefault(name, time))));
    return used;
  }
}
