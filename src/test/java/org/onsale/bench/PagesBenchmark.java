package org.onsale.bench;

import com.microsoft.playwright.Browser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.onsale.Chromium;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./onsale bench pages}: when a phone on a slow connection paints the first page and an
 * event's page for the first time, and what they weigh. Like {@link Benchmarks} it prints a line
 * for each run, and a report in the end.
 */
@Command(name = "./onsale bench pages", description = "Measures the first paint on a phone.")
public final class PagesBenchmark implements Callable<Integer> {
  private static final String FIRST_PAINT = "first-contentful-paint";

  private static final int WARM_UP = 8;

  @Option(names = "--jar", required = true, hidden = true)
  Path jar = Path.of("");

  @Option(names = "--runs", paramLabel = "N", description = "visits of each page (9)")
  int runs = 9;

  /**
   * @param arguments options
   */
  public static void main(String[] arguments) {
    MapBenchmark.execute(new PagesBenchmark(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    Setting setting =
        new Setting(jar, Math.clamp(runs, 1, 30), Duration.ZERO, Duration.ZERO, 10, 1);
    Report report = new Report();
    report.add("## pages: the first paint on a phone");
    report.add(Machine.describe(setting));
    try (BenchServer server = setting.server();
        Chromium chromium = Chromium.start()) {
      String site = "http://127.0.0.1:" + server.port();
      measure(setting, chromium, "the first page", site + "/", report);
      measure(setting, chromium, "an event's page", site + "/events/the-tempest", report);
    }
    System.out.println();
    System.out.println(report.markdown());
    return CommandLine.ExitCode.OK;
  }

  private static void measure(
      Setting setting, Chromium chromium, String name, String address, Report report) {
    for (int visit = 0; visit < WARM_UP; visit++) {
      visit(chromium, address);
    }
    List<Visit> visits = new ArrayList<>();
    for (int run = 0; run < setting.runs(); run++) {
      visits.add(visit(chromium, address));
      System.out.printf(Locale.ROOT, "%s: %.0f ms%n", name, visits.getLast().painted());
    }
    report.judge(
        name + ", first paint", Table.median(visits, Visit::painted), Mark.atMost(1_000, "ms"));
    report.tell(
        name + ", over the wire",
        "%.0f KB, pictures and scripts included",
        Table.median(visits, Visit::whole) / 1000);
  }

  private static Visit visit(Chromium chromium, String address) {
    var phone =
        new Browser.NewContextOptions()
            .setViewportSize(390, 844)
            .setDeviceScaleFactor(3)
            .setIsMobile(true)
            .setHasTouch(true);
    return Visit.of(chromium, phone, Visit.Device.PHONE, address, FIRST_PAINT);
  }
}
