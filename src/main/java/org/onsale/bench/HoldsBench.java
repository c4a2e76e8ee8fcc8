package org.onsale.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;

/**
 * {@code ./onsale bench holds}: durable holds of two seats per second over HTTP, beside an echo
 * through the same stack and the textbook's row locks on the same PostgreSQL, in turn, five times.
 */
public final class HoldsBench {
  private static final int RUNS = 5;
  private static final int CONNECTIONS = 128;
  private static final int SEATS = 80_000;
  private static final int EVENTS = 30;
  private static final int TEXTBOOK_EVENTS = 6;
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration RUN = Duration.ofSeconds(5);

  private final BenchServer server;
  private final int port;
  private final List<Long> events;
  private final Map<String, List<Sample>> samples = new LinkedHashMap<>();
  private final Map<String, Long> used = new LinkedHashMap<>();
  private final long salt = new Random().nextLong();

  private HoldsBench(BenchServer server, int port, List<Long> events) {
    this.server = server;
    this.port = port;
    this.events = events;
  }

  /** One run of one subject; processor time in microseconds per request. */
  private record Sample(
      double perSecond, double p50, double p99, double application, double postgres, double self) {}

  /**
   * @param arguments the jar of the benchmark's build
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("onsale-bench");
    int port = freePort();
    try (BenchServer server = BenchServer.start(Path.of(arguments[0]), data, port)) {
      HoldsBench bench = new HoldsBench(server, port, server.stage(EVENTS, TEXTBOOK_EVENTS));
      bench.runAll();
      bench.report();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void runAll() throws IOException {
    for (int run = 0; run <= RUNS; run++) {
      boolean warmUp = run == 0;
      measure("echo", "/bench/echo/events/", warmUp, k -> 1L);
      measure("holds", "/api/v1/events/", warmUp, k -> eventOf(k, events));
      measure("textbook", "/bench/textbook/events/", warmUp, k -> k * 2 / SEATS + 1);
    }
  }

  private static long eventOf(long k, List<Long> events) {
    int index = Math.toIntExact(k * 2 / SEATS);
    if (index >= events.size()) {
      throw new IllegalStateException("all " + events.size() + " stadiums are full; stage more");
    }
    return events.get(index);
  }

  private void measure(String subject, String path, boolean warmUp, LongFunction<Long> event)
      throws IOException {
    long first = used.getOrDefault(subject, 0L);
    LoadGenerator generator =
        new LoadGenerator(port, CONNECTIONS, 201, k -> request(path, event.apply(k), k), first);
    Duration application = CpuTime.of(server.pid());
    Duration postgres = CpuTime.ofTree(server.postgresPid());
    Duration self = CpuTime.of(ProcessHandle.current().pid());
    LoadGenerator.Result result = generator.run(warmUp ? WARM_UP : RUN);
    used.put(subject, result.next());
    if (result.unexpected() > 0) {
      throw new IllegalStateException(result.unexpected() + " answers of " + subject + " were no");
    }
    double count = result.answered();
    Sample sample =
        new Sample(
            result.perSecond(),
            result.latency().getValueAtPercentile(50) / 1e3,
            result.latency().getValueAtPercentile(99) / 1e3,
            CpuTime.of(server.pid()).minus(application).toNanos() / 1e3 / count,
            CpuTime.ofTree(server.postgresPid()).minus(postgres).toNanos() / 1e3 / count,
            CpuTime.of(ProcessHandle.current().pid()).minus(self).toNanos() / 1e3 / count);
    System.out.printf(
        Locale.ROOT,
        "%-8s %-9s %8.0f/s  p50 %6.1f ms  p99 %6.1f ms%n",
        warmUp ? "warm-up" : "run",
        subject,
        sample.perSecond(),
        sample.p50(),
        sample.p99());
    if (!warmUp) {
      samples.computeIfAbsent(subject, name -> new ArrayList<>()).add(sample);
    }
  }

  /** Two seats side by side that no other request asks for. */
  private byte[] request(String path, long event, long k) {
    long seat = k * 2 % SEATS;
    String body = "{\"seats\":[" + seat + "," + (seat + 1) + "]}";
    UUID hold = new UUID(salt ^ event, k * 0x9E3779B97F4A7C15L);
    String head =
        "PUT "
            + path
            + event
            + "/holds/"
            + hold
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n";
    return (head + body).getBytes(StandardCharsets.ISO_8859_1);
  }

  private void report() {
    System.out.printf(
        "%nMedians of %d runs of %d s, %d connections, closed loop; CPU-µs per request%n%n",
        RUNS, RUN.toSeconds(), CONNECTIONS);
    System.out.println(
        "| subject | requests/s | spread | p50 ms | p99 ms | application | PostgreSQL | generator |");
    System.out.println("|---|---:|---|---:|---:|---:|---:|---:|");
    samples.forEach(
        (subject, of) ->
            System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f–%.0f | %.1f | %.1f | %.1f | %.1f | %.1f |%n",
                subject,
                median(of, Sample::perSecond),
                of.stream().mapToDouble(Sample::perSecond).min().orElse(0),
                of.stream().mapToDouble(Sample::perSecond).max().orElse(0),
                median(of, Sample::p50),
                median(of, Sample::p99),
                median(of, Sample::application),
                median(of, Sample::postgres),
                median(of, Sample::self)));
    System.out.printf(
        Locale.ROOT,
        "%nholds ÷ echo     %.0f %%%nholds ÷ textbook %.1f×%n",
        100 * ratio("holds", "echo"),
        ratio("holds", "textbook"));
  }

  private double ratio(String subject, String baseline) {
    return median(of(subject), Sample::perSecond) / median(of(baseline), Sample::perSecond);
  }

  private List<Sample> of(String subject) {
    return samples.getOrDefault(subject, List.of());
  }

  private static double median(List<Sample> of, ToDoubleFunction<Sample> value) {
    double[] sorted = of.stream().mapToDouble(value).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
