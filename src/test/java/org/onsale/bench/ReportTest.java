package org.onsale.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static Sample sample(double perSecond, double p99) {
    return new Sample(perSecond, p99 / 2, p99, Map.of("application", 50.0));
  }

  private static Table table() {
    Table table = new Table();
    for (double rate : new double[] {300, 100, 200}) {
      table.add("echo", sample(rate, 4));
      table.add("holds", sample(rate / 2, 10 + rate));
    }
    return table;
  }

  @Test
  void ratio_is_that_of_the_medians() {
    Table table = table();
    table.add("holds", sample(1_000_000, 1));
    table.add("holds", sample(1, 1));

    assertThat(table.perSecond("echo")).isEqualTo(200);
    assertThat(table.ratio("holds", "echo")).isEqualTo(0.5);
  }

  @Test
  void median_of_an_even_number_lies_between_the_two_in_the_middle() {
    Table table = table();
    table.add("echo", sample(400, 4));

    assertThat(table.perSecond("echo")).isEqualTo(250);
  }

  @Test
  void table_shows_medians_and_spread_of_each_subject() {
    assertThat(table().markdown())
        .isEqualTo(
            """
            | subject | per second | spread | p50 ms | p99 ms | CPU-µs application |
            |---|---:|---|---:|---:|---:|
            | echo | 200 | 100–300 | 2.0 | 4.0 | 50.0 |
            | holds | 100 | 50–150 | 105.0 | 210.0 | 50.0 |
            """);
  }

  @Test
  void figure_stands_beside_its_mark_and_says_whether_it_is_met() {
    Report report = new Report();
    report.add("Before.");
    report.judge("holds ÷ echo", 0.45, Mark.atLeast(0.5, "%"));
    report.judge("p99", 24.96, Mark.atMost(25, "ms"));
    report.tell("seed", "%d", 7);

    assertThat(report.markdown())
        .isEqualTo(
            """
            Before.

            - holds ÷ echo: **45 %** (mark: at least 50 %, missed)
            - p99: **25.0 ms** (mark: at most 25.0 ms, met)
            - seed: 7""");
  }
}
