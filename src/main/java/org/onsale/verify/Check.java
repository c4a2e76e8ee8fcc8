package org.onsale.verify;

import java.util.List;
import java.util.Locale;

/**
 * What one check of the audit found.
 *
 * @param rule what must hold, a clause such as {@code no seat has two valid tickets}
 * @param examined how many things it looked at
 * @param unit what they are, such as {@code valid tickets}
 * @param faults each names the rows at fault
 */
public record Check(String rule, long examined, String unit, List<String> faults) {
  public Check {
    faults = List.copyOf(faults);
  }

  public boolean holds() {
    return faults.isEmpty();
  }

  /** One line: whether it holds, and of how many. */
  public String verdict() {
    return String.format(
        Locale.ROOT, "%-6s %s (%,d %s)", holds() ? "ok" : "FAILED", rule, examined, unit);
  }
}
