package org.onsale.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.stream.Stream;

/** What was measured on, and when; nothing that names the machine. */
final class Machine {
  private Machine() {}

  /** One line. */
  static String describe(Setting setting) {
    return String.format(
        Locale.ROOT,
        "**%s, commit %s: %d cores (%s), %.0f GiB, Java %s, the database durable; load before: %s."
            + " Medians of %d runs%s.**",
        LocalDate.now(Clock.systemUTC()),
        System.getProperty("onsale.commit", "unknown"),
        Runtime.getRuntime().availableProcessors(),
        after("/proc/cpuinfo", "model name"),
        gibibytes(),
        Runtime.version().feature(),
        load(),
        setting.runs(),
        setting.length().isZero() ? "" : " of " + setting.length().toSeconds() + " s");
  }

  private static double gibibytes() {
    String total = after("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
    return total.isEmpty() ? 0 : Long.parseLong(total) / 1024.0 / 1024;
  }

  private static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return String.format(Locale.ROOT, "%.1f", load);
  }

  /** The value behind a name in one of Linux's files; "unknown" where there is none. */
  static String after(String file, String name) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
