package org.onsale.prove;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Says what happens, with the time since the beginning. */
final class Journal {
  private final PrintWriter out;
  private final long begin = System.nanoTime();

  Journal(PrintWriter out) {
    this.out = out;
  }

  void say(String format, Object... words) {
    Duration since = Duration.ofNanos(System.nanoTime() - begin);
    String time =
        String.format(
            Locale.ROOT,
            "%02d:%02d.%d",
            since.toMinutes(),
            since.toSecondsPart(),
            since.toMillisPart() / 100);
    String line = String.format(Locale.ROOT, format, words);
    synchronized (out) {
      out.println(time + "  " + line);
      out.flush();
    }
  }
}
