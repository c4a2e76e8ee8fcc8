package org.onsale.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.onsale.Chromium;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./onsale bench map}: the seat map of 80,000 seats in Chromium, drawn by the processor. How
 * long the first load takes and weighs, and how evenly the map moves while seats change, by real
 * holds and the real live stream: the times between the browser's animation frames. Like {@link
 * Benchmarks} it prints a line for each run, and a report in the end.
 */
@Command(name = "./onsale bench map", description = "Measures the seat map.")
public final class MapBenchmark implements Callable<Integer> {
  /** Two seats each: a thousand seats a second. */
  private static final double HOLDS = 500;

  /** Seconds in which seats change and nothing is measured, at most. */
  private static final int LEEWAY = 20;

  private static final Duration WARM_UP = Duration.ofSeconds(3);

  /** What the map's script leaves in the browser's timeline. */
  private static final String PAINTED = "seat-map";

  private static final int WIDTH = 1440;
  private static final int HEIGHT = 900;

  @Option(names = "--jar", required = true, hidden = true)
  Path jar = Path.of("");

  @Option(names = "--runs", paramLabel = "N", description = "runs of each part (5)")
  int runs = 5;

  @Option(names = "--seconds", paramLabel = "N", description = "length of one run (5)")
  int seconds = 5;

  /**
   * @param arguments options
   */
  public static void main(String[] arguments) {
    execute(new MapBenchmark(), arguments);
  }

  /** Runs a benchmark that has a browser, and leaves none behind. */
  static void execute(Callable<Integer> benchmark, String[] arguments) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> ProcessHandle.current().children().forEach(ProcessHandle::destroy)));
    System.exit(new CommandLine(benchmark).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Duration length = Duration.ofSeconds(Math.clamp(seconds, 1, 60));
    Setting setting = new Setting(jar, Math.clamp(runs, 1, 10), length, Duration.ZERO, 10, 1);
    if (length.multipliedBy(setting.runs()).toSeconds() + LEEWAY > HoldsBench.SEATS / HOLDS / 2) {
      throw new IllegalArgumentException("the stadium has not enough seats for so many seconds");
    }
    Report report = new Report();
    report.add("## map: the seat map of 80,000 seats in Chromium");
    report.add(Machine.describe(setting));
    try (BenchServer server = setting.server();
        Chromium chromium = Chromium.start()) {
      long event = server.stage(HoldsBench.STADIUM, 1).getFirst();
      loads(setting, chromium, address(server, event), report);
      try (BrowserContext context = chromium.browser().newContext(options())) {
        Page page = context.newPage();
        page.navigate(address(server, event));
        Visit.await(page, PAINTED);
        new Moving(page).measure(setting, server, event, report);
      }
    }
    System.out.println();
    System.out.println(report.markdown());
    return CommandLine.ExitCode.OK;
  }

  private static String address(BenchServer server, long event) {
    return "http://127.0.0.1:" + server.port() + "/events/" + event;
  }

  private static Browser.NewContextOptions options() {
    return new Browser.NewContextOptions().setViewportSize(WIDTH, HEIGHT);
  }

  private static void loads(Setting setting, Chromium chromium, String address, Report report) {
    visit(chromium, address);
    List<Visit> loads = new ArrayList<>();
    for (int run = 0; run < setting.runs(); run++) {
      loads.add(visit(chromium, address));
      System.out.printf(Locale.ROOT, "load %.0f ms%n", loads.getLast().painted());
    }
    report.judge(
        "first load of the page until the map is painted, nothing cached",
        Table.median(loads, Visit::painted),
        Mark.atMost(1_500, "ms"));
    report.judge(
        "over the wire until then",
        Table.median(loads, Visit::bytes) / 1000,
        Mark.atMost(400, "KB"));
  }

  private static Visit visit(Chromium chromium, String address) {
    return Visit.of(chromium, options(), Visit.Device.DESK, address, PAINTED);
  }

  /** The times between animation frames of one run, in milliseconds, sorted. */
  private record Frames(double[] sorted, double perSecond, double changes) {

    double share(double part) {
      return sorted[(int) Math.min(sorted.length - 1L, Math.round(part * sorted.length))];
    }
  }

  /** A hand that zooms and drags without a pause. */
  private record Moving(Page page) {

    void measure(Setting setting, BenchServer server, long event, Report report) throws Exception {
      page.evaluate(
          """
          () => {
            window.frames = [];
            const frame = (now) => { window.frames.push(now); requestAnimationFrame(frame); };
            requestAnimationFrame(frame);
          }
          """);
      gesture(WARM_UP);
      List<Frames> calm = run(setting, server, event);
      Pairs pairs = Pairs.scattered(List.of(event), HoldsBench.SEATS);
      List<Frames> hot;
      try (var _ = new Background(server.port(), HOLDS, () -> pairs.hold(Requests.API))) {
        gesture(WARM_UP);
        hot = run(setting, server, event);
      }
      table(calm, hot, report);
      report.judge(
          "frames a second while seats change",
          Table.median(hot, Frames::perSecond),
          Mark.atLeast(50, "/s"));
      report.judge(
          "95 of 100 frames while seats change",
          Table.median(hot, frames -> frames.share(0.95)),
          Mark.atMost(20, "ms"));
    }

    private List<Frames> run(Setting setting, BenchServer server, long event) throws Exception {
      List<Frames> runs = new ArrayList<>();
      for (int run = 0; run < setting.runs(); run++) {
        int before = server.seats(event)[1];
        page.evaluate("() => { window.frames.length = 0; }");
        long begin = System.nanoTime();
        gesture(setting.length());
        double took = (System.nanoTime() - begin) / 1e9;
        double[] at =
            ((List<?>) page.evaluate("() => window.frames"))
                .stream().mapToDouble(time -> ((Number) time).doubleValue()).toArray();
        runs.add(frames(at, (server.seats(event)[1] - before) / took));
        System.out.printf(
            Locale.ROOT,
            "%.1f frames/s  p50 %.1f ms  p95 %.1f ms  %.0f changes/s%n",
            runs.getLast().perSecond(),
            runs.getLast().share(0.5),
            runs.getLast().share(0.95),
            runs.getLast().changes());
      }
      return runs;
    }

    private static Frames frames(double[] at, double changes) {
      double[] between = new double[at.length - 1];
      for (int i = 0; i < between.length; i++) {
        between[i] = at[i + 1] - at[i];
      }
      double perSecond = 1000 * between.length / (at[at.length - 1] - at[0]);
      Arrays.sort(between);
      return new Frames(between, perSecond, changes);
    }

    /** From far to near and back: blocks, rows, seats; a drag at each. */
    private void gesture(Duration length) {
      BoundingBox box = page.locator("seat-map").boundingBox();
      Mouse mouse = page.mouse();
      double x = box.x + box.width * 0.42;
      double y = box.y + box.height * 0.3;
      long end = System.nanoTime() + length.toNanos();
      while (System.nanoTime() < end) {
        mouse.move(x, y);
        for (int step = 0; step < 3; step++) {
          turn(mouse, -40, 12);
          drag(mouse, x, y, 160 - 60 * step);
        }
        turn(mouse, 60, 30);
      }
    }

    /** A touchpad's many small turns of the wheel. */
    private static void turn(Mouse mouse, double by, int times) {
      for (int i = 0; i < times; i++) {
        mouse.wheel(0, by);
      }
    }

    private static void drag(Mouse mouse, double x, double y, double by) {
      mouse.move(x, y);
      mouse.down();
      mouse.move(x + by, y + by / 2, new Mouse.MoveOptions().setSteps(25));
      mouse.move(x, y, new Mouse.MoveOptions().setSteps(25));
      mouse.up();
    }

    private static void table(List<Frames> calm, List<Frames> hot, Report report) {
      StringBuilder text =
          new StringBuilder(
              """
              | frames while zooming and dragging | a second | p50 ms | p95 ms | p99 ms | longest ms | changes/s |
              |---|---:|---:|---:|---:|---:|---:|
              """);
      text.append(row("nothing changes", calm)).append(row("seats change", hot));
      report.add(text.toString());
    }

    private static String row(String name, List<Frames> of) {
      return String.format(
          Locale.ROOT,
          "| %s | %.1f | %.1f | %.1f | %.1f | %.1f | %.0f |%n",
          name,
          Table.median(of, Frames::perSecond),
          Table.median(of, frames -> frames.share(0.5)),
          Table.median(of, frames -> frames.share(0.95)),
          Table.median(of, frames -> frames.share(0.99)),
          Table.median(of, frames -> frames.share(1)),
          Table.median(of, Frames::changes));
    }
  }
}
