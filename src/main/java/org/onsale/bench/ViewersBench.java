package org.onsale.bench;

import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Live viewers of one event: how late they are, what they cost, and how they come back. */
final class ViewersBench implements Bench {
  /** Two seats each: a thousand seats a second. */
  private static final double HOLDS = 500;

  /** Events that are enough to warm up with. */
  private static final int WARM = 2;

  private static final int OTHER_FILES = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Override
  public String name() {
    return "viewers";
  }

  @Override
  public String measures() {
    return "live viewers of one event with 1,000 seat changes a second";
  }

  @Override
  public void run(Setting setting, Report report) throws Exception {
    needFiles(setting.viewers() + OTHER_FILES);
    try (BenchServer server = setting.server()) {
      double seconds = setting.length().multipliedBy(setting.runs()).toSeconds() + 10.0;
      if (seconds * HOLDS * 2 > HoldsBench.SEATS) {
        throw new IllegalArgumentException("the stadium has not enough seats for so many seconds");
      }
      new Measuring(setting, server, server.stage(HoldsBench.STADIUM, WARM + 1)).run(report);
    }
  }

  /** The server needs as many as the viewers. */
  private static void needFiles(int needed) throws IOException {
    String line =
        Files.readAllLines(Path.of("/proc/self/limits")).stream()
            .filter(text -> text.startsWith("Max open files"))
            .findFirst()
            .orElseThrow();
    String hard = line.split(" {2,}")[2];
    if (!hard.equals("unlimited") && Long.parseLong(hard) < needed) {
      throw new IllegalStateException(
          "a process may open %s files here, and %d are needed: raise it (ulimit -n), or ask for fewer --viewers"
              .formatted(hard, needed));
    }
  }

  private static final class Measuring {
    private final Setting setting;
    private final BenchServer server;
    private final Pairs others;
    private final Pairs pairs;
    private final String live;
    private final Long2LongOpenHashMap answeredAt = new Long2LongOpenHashMap();

    /**
     * @param events one to be watched, and others to warm up with
     */
    Measuring(Setting setting, BenchServer server, List<Long> events) {
      this.setting = setting;
      this.server = server;
      this.others = new Pairs(events.subList(1, events.size()), HoldsBench.SEATS);
      this.pairs = Pairs.scattered(events.subList(0, 1), HoldsBench.SEATS);
      this.live = Requests.API + "/events/" + events.getFirst() + "/live";
    }

    void run(Report report) throws Exception {
      WarmUp.run(
          setting.length(),
          () -> CpuTime.ofCompilers(server.pid()),
          List.of(() -> hold(setting.length(), others)));
      answeredAt.clear();
      Memory without = Memory.of(server.pid());
      long begin = System.nanoTime();
      try (Viewers viewers = new Viewers(server.port(), live, setting.viewers())) {
        awaitAll(viewers);
        double connected = secondsSince(begin);
        Memory with = Memory.of(server.pid());
        follow(viewers, Duration.ofSeconds(2));
        Table table = new Table();
        for (int run = 1; run <= setting.runs(); run++) {
          table.add(setting.viewers() + " viewers: frames", follow(viewers, setting.length()));
        }
        report.add(table);
        report.judge(
            "p99 from a hold's answer to a viewer",
            table.median(setting.viewers() + " viewers: frames", Sample::p99),
            Mark.atMost(500, "ms"));
        tell(report, without, with);
        report.tell("viewers told to begin anew", "%d times", viewers.resets());
        report.tell("all had connected after", "%.1f s", connected);
        restart(viewers, report);
      }
    }

    /** Puts holds on and keeps when each was answered, by its version. */
    private void hold(Duration length, Pairs of) throws IOException {
      new LoadGenerator(server.port(), Rounds.OPEN_CONNECTIONS)
          .run(Arrivals.open(HOLDS, length), () -> new Noted(of.next()));
    }

    private final class Noted implements Dialogue {
      private final Pair pair;

      Noted(Pair pair) {
        this.pair = pair;
      }

      @Override
      public byte[] opening() {
        return Requests.hold(Requests.API, pair, pairs.id());
      }

      @Override
      public byte @Nullable [] next(Answer answer) {
        long version = Long.parseLong(answer.expect(201).member("version"));
        answeredAt.put(version, System.nanoTime());
        return null;
      }
    }

    private Sample follow(Viewers viewers, Duration length) throws Exception {
      Processes processes = Processes.of(server);
      Map<String, Duration> before = processes.used();
      viewers.takeReceived();
      long begin = System.nanoTime();
      hold(length, pairs);
      // The last changes are with the last viewer after a tick or two.
      Thread.sleep(1_000);
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      LongArrayList received = viewers.takeReceived();
      if (viewers.following() != setting.viewers()) {
        throw new IllegalStateException("only " + viewers.following() + " viewers are left");
      }
      var result = new LoadGenerator.Result(received.size() / 3, took, latencies(received));
      Sample sample = Sample.of(result, processes.usedSince(before));
      System.out.printf(
          "frames %.0f/s  p50 %.1f ms  p99 %.1f ms%n",
          sample.perSecond(), sample.p50(), sample.p99());
      return sample;
    }

    /** Of every change that a frame brought to a viewer. */
    private Histogram latencies(LongArrayList received) {
      Histogram latency = new Histogram(TimeUnit.MINUTES.toMicros(10), 3);
      for (int i = 0; i < received.size(); i += 3) {
        long known = received.getLong(i);
        long version = received.getLong(i + 1);
        long at = received.getLong(i + 2);
        for (long each = known + 1; known >= 0 && each <= version; each++) {
          if (answeredAt.containsKey(each)) {
            long late = Math.max(0, at - answeredAt.get(each));
            latency.recordValue(TimeUnit.NANOSECONDS.toMicros(late));
          }
        }
      }
      return latency;
    }

    private void tell(Report report, Memory without, Memory with) {
      double viewers = setting.viewers();
      report.judge(
          "heap per viewer", (with.heap() - without.heap()) / viewers, Mark.atMost(8, "KB"));
      report.tell(
          "resident memory per viewer",
          "%.1f KB of the server",
          (with.resident() - without.resident()) / viewers);
      report.tell(
          "kernel memory per viewer, both ends of the line",
          "%.1f KB of socket buffers, %.1f KB of slab",
          (with.sockets() - without.sockets()) / viewers,
          (with.slab() - without.slab()) / viewers);
    }

    private void restart(Viewers viewers, Report report) throws Exception {
      long begin = System.nanoTime();
      server.restart();
      long ready = System.nanoTime();
      awaitAll(viewers);
      report.judge("all are back after the server is", secondsSince(ready), Mark.atMost(15, "s"));
      report.tell("from the stop to the last viewer", "%.1f s", secondsSince(begin));
    }

    private void awaitAll(Viewers viewers) throws InterruptedException {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (viewers.following() < setting.viewers()) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("only " + viewers.following() + " viewers came");
        }
        Thread.sleep(10);
      }
    }

    private static double secondsSince(long begin) {
      return (System.nanoTime() - begin) / 1e9;
    }
  }
}
