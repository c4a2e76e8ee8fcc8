package org.onsale.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of a benchmark, in Markdown that can stand in docs/performance.md as it is. */
final class Report {
  private final List<String> blocks = new ArrayList<>();
  private final List<String> figures = new ArrayList<>();

  /** A paragraph or a table of one's own. */
  void add(String block) {
    flush();
    blocks.add(block.stripTrailing());
  }

  void add(Table table) {
    add(table.markdown());
  }

  /** A figure that has a mark. */
  void judge(String what, double figure, Mark mark) {
    figures.add("- " + what + ": " + mark.judge(figure));
  }

  /** A figure that has none. */
  void tell(String what, String format, Object... values) {
    figures.add("- " + what + ": " + String.format(Locale.ROOT, format, values));
  }

  private void flush() {
    if (!figures.isEmpty()) {
      blocks.add(String.join("\n", figures));
      figures.clear();
    }
  }

  String markdown() {
    flush();
    return String.join("\n\n", blocks);
  }
}
