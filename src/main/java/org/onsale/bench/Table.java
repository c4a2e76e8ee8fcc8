package org.onsale.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The samples of several subjects, and what is told of them: medians and spreads. */
final class Table {
  private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

  void add(String subject, Sample sample) {
    samples.computeIfAbsent(subject, name -> new ArrayList<>()).add(sample);
  }

  /** The middle of a subject's runs. */
  double median(String subject, ToDoubleFunction<Sample> value) {
    return median(of(subject), value);
  }

  /** The middle of some values; of an even number, the mean of the two in the middle. */
  static <T> double median(List<T> all, ToDoubleFunction<T> value) {
    double[] sorted = all.stream().mapToDouble(value).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double perSecond(String subject) {
    return median(subject, Sample::perSecond);
  }

  /** How many times as fast the one is as the other. */
  double ratio(String subject, String baseline) {
    return perSecond(subject) / perSecond(baseline);
  }

  private List<Sample> of(String subject) {
    List<Sample> of = samples.get(subject);
    if (of == null) {
      throw new IllegalArgumentException("nothing was measured of " + subject);
    }
    return of;
  }

  String markdown() {
    Set<String> parts = samples.values().iterator().next().getFirst().cpu().keySet();
    StringBuilder text = new StringBuilder("| subject | per second | spread | p50 ms | p99 ms |");
    parts.forEach(part -> text.append(" CPU-µs ").append(part).append(" |"));
    text.append("\n|---|---:|---|---:|---:|").append("---:|".repeat(parts.size())).append('\n');
    samples.forEach((subject, of) -> text.append(row(subject, of, parts)));
    return text.toString();
  }

  private String row(String subject, List<Sample> of, Set<String> parts) {
    StringBuilder row = new StringBuilder("| ").append(subject);
    row.append(number(" | %.0f", perSecond(subject)));
    row.append(number(" | %.0f", of.stream().mapToDouble(Sample::perSecond).min().orElse(0)));
    row.append(number("–%.0f", of.stream().mapToDouble(Sample::perSecond).max().orElse(0)));
    row.append(number(" | %.1f", median(subject, Sample::p50)));
    row.append(number(" | %.1f", median(subject, Sample::p99)));
    for (String part : parts) {
      row.append(
          number(" | %.1f", median(subject, sample -> sample.cpu().getOrDefault(part, 0.0))));
    }
    return row.append(" |\n").toString();
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
