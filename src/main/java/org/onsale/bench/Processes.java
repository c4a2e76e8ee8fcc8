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

  /** The application and its database, and this process, which makes the load. */
  static Processes of(BenchServer server) {
    return new Processes()
        .with("application", () -> CpuTime.of(server.pid()))
        .with("PostgreSQL", () -> CpuTime.ofTree(server.postgresPid()))
        .with("generator", () -> CpuTime.of(ProcessHandle.current().pid()));
  }

  Processes with(String name, Supplier<Duration> time) {
    parts.put(name, time);
    return this;
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
