package org.onsale.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One run of one subject.
 *
 * @param p50 in milliseconds
 * @param p99 in milliseconds
 * @param cpu microseconds of processor time per request, by who used them
 */
record Sample(double perSecond, double p50, double p99, Map<String, Double> cpu) {

  static Sample of(LoadGenerator.Result result, Map<String, Duration> used) {
    var cpu = new LinkedHashMap<String, Double>();
    used.forEach((name, time) -> cpu.put(name, time.toNanos() / 1e3 / result.done()));
    return new Sample(
        result.perSecond(),
        result.latency().getValueAtPercentile(50) / 1e3,
        result.latency().getValueAtPercentile(99) / 1e3,
        cpu);
  }
}
