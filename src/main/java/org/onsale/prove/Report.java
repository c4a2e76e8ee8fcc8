package org.onsale.prove;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.onsale.verify.Check;

/** Prints what has happened and what the auditor thinks of it. */
final class Report {
  /** Faults of one check that are printed. */
  private static final int MAX_PRINTED = 50;

  private final PrintWriter out;

  Report(PrintWriter out) {
    this.out = out;
  }

  /**
   * @param waiting buyers who had no answer in the end
   */
  void traffic(int buyers, long waiting, Map<String, Map<Integer, Long>> answers) {
    out.printf(Locale.ROOT, "%nBuyers      %,d, of whom %,d waited in vain%n", buyers, waiting);
    answers.forEach(
        (request, byStatus) ->
            out.printf(
                Locale.ROOT,
                "  %-10s%s%n",
                request,
                byStatus.entrySet().stream()
                    .map(
                        answer ->
                            "%s × %,d"
                                .formatted(
                                    answer.getKey() == 0 ? "no answer" : answer.getKey(),
                                    answer.getValue()))
                    .collect(Collectors.joining(", "))));
  }

  void faults(Map<Fault, Integer> counts) {
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    out.printf(Locale.ROOT, "%nFaults      %,d%n", all);
    counts.forEach((fault, count) -> out.printf(Locale.ROOT, "  %,8d  %s%n", count, fault));
  }

  void outcome(Outcome outcome) {
    out.printf(
        Locale.ROOT,
        "%nOrders      %,d: %,d paid, %,d cancelled%nTickets     %,d, of which %,d went in%n"
            + "Charged     %s%nRefunds     %,d: %s given back, fees of %s kept; %,d seats sold"
            + " again%n",
        outcome.orders(),
        outcome.paid(),
        outcome.cancelled(),
        outcome.tickets(),
        outcome.admissions(),
        money(outcome.charged()),
        outcome.refunds(),
        money(outcome.refunded()),
        money(outcome.kept()),
        outcome.resold());
  }

  private static String money(long cents) {
    return String.format(Locale.ROOT, "%,d.%02d EUR", cents / 100, cents % 100);
  }

  void setBacks(
      List<SetBack> setBacks, HistoryChecks.Losses losses, List<GatewayBooks.Unaccounted> given) {
    if (setBacks.isEmpty()) {
      return;
    }
    out.printf(
        Locale.ROOT,
        "%nLost in %d set-backs, as the database counts: %,d changes, %,d orders, %,d tickets,"
            + " %,d admissions, %,d refunds%n",
        setBacks.size(),
        setBacks.stream().mapToLong(each -> each.lost().changes()).sum(),
        setBacks.stream().mapToLong(each -> each.lost().orders()).sum(),
        setBacks.stream().mapToLong(each -> each.lost().tickets()).sum(),
        setBacks.stream().mapToLong(each -> each.lost().admissions()).sum(),
        setBacks.stream().mapToLong(each -> each.lost().refunds()).sum());
    out.printf(
        Locale.ROOT,
        "  of these, clients had been told of %,d holds, %,d orders, %,d tickets, %,d admissions,"
            + " %,d refunds%n",
        losses.holds(),
        losses.orders(),
        losses.tickets(),
        losses.admissions(),
        losses.refunds());
    List<GatewayBooks.Unaccounted> charges =
        given.stream().filter(GatewayBooks.Unaccounted::charged).toList();
    out.printf(
        Locale.ROOT,
        "  given back at the gateway: %,d charges, %s; and %,d amounts that were set aside%n",
        charges.size(),
        money(charges.stream().mapToLong(GatewayBooks.Unaccounted::amount).sum()),
        given.size() - charges.size());
    charges.forEach(charge -> out.printf("    %s  %s%n", charge.key(), money(charge.amount())));
  }

  /** Returns whether every check holds. */
  boolean verdict(List<Check> checks, long seed) {
    out.println();
    for (Check check : checks) {
      out.println(check.verdict());
      check.faults().stream().limit(MAX_PRINTED).forEach(fault -> out.println("         " + fault));
      if (check.faults().size() > MAX_PRINTED) {
        out.printf("         … and %d more%n", check.faults().size() - MAX_PRINTED);
      }
    }
    long broken = checks.stream().filter(check -> !check.holds()).count();
    out.println();
    out.println(
        broken == 0
            ? "Nothing was violated. (seed " + seed + ")"
            : broken + " of " + checks.size() + " checks failed. (seed " + seed + ")");
    out.flush();
    return broken == 0;
  }
}
