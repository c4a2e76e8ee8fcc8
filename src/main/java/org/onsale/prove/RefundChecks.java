package org.onsale.prove;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.onsale.prove.Told.Judged;
import org.onsale.prove.Told.NotRefunded;
import org.onsale.prove.Told.Refunded;
import org.onsale.verify.Check;

/**
 * Holds what clients asked back and what they were told of it against what our books and the
 * gateway's have in the end.
 */
final class RefundChecks {
  private final History history;
  private final Promises promises;
  private final Facts facts;

  RefundChecks(History history, Promises promises, Facts facts) {
    this.history = history;
    this.promises = promises;
    this.facts = facts;
  }

  List<Check> run() {
    return List.of(
        toldIsGivenBack(),
        givenBackIsAskedFor(),
        nobodyIsRefundedTwice(),
        repetitionsAgree(),
        dueIsNotRefused(),
        refundedIsTurnedAway(),
        admittedIsNotTakenBack());
  }

  /** Also what was on its way when a node was killed. */
  private Check toldIsGivenBack() {
    return promises.each(
        "every refund that was told is given back, to the cent",
        "answers",
        Refunded.class,
        told -> {
          Facts.Refund refund = facts.refunds().get(told.name());
          if (refund == null) {
            return "is not there";
          }
          long back = facts.givenBack().getOrDefault(refund.name(), 0L);
          return told.is(refund) && refund.status().equals("done") && back == told.amount()
              ? ""
              : "is " + refund + ", and the gateway gave back " + back;
        });
  }

  private Check givenBackIsAskedFor() {
    List<String> faults = new ArrayList<>();
    List<History.Wish> wishes = history.wishes();
    for (Facts.Refund refund : facts.refunds().values()) {
      if (wishes.stream().noneMatch(wish -> isOf(wish, refund))) {
        faults.add("nobody asked for " + refund);
      }
    }
    facts
        .givenBack()
        .forEach(
            (name, amount) -> {
              Facts.Refund refund = facts.refunds().get(name);
              if (refund == null || refund.amount() != amount) {
                faults.add("the gateway gave back %d by %s: %s".formatted(amount, name, refund));
              }
            });
    return new Check(
        "nothing was given back that nobody asked for", facts.refunds().size(), "refunds", faults);
  }

  private static boolean isOf(History.Wish wish, Facts.Refund refund) {
    return wish.code().equals(refund.code())
        && wish.key().equals(refund.key())
        && wish.withFees() == (refund.kept() == 0)
        && (wish.whole()
            ? wish.lines().containsAll(refund.lines())
            : wish.lines().equals(refund.lines()));
  }

  /** Counted by who asked and by line, in the gateway's books. */
  private Check nobodyIsRefundedTwice() {
    Map<String, Long> given = new HashMap<>();
    facts.givenBack().forEach((name, back) -> given.merge(order(name), back, Long::sum));
    Map<String, Long> due = new HashMap<>();
    Set<String> seen = new HashSet<>();
    List<String> faults = new ArrayList<>();
    for (Facts.Refund refund : facts.refunds().values()) {
      due.merge(refund.code(), refund.amount(), Long::sum);
      Stream<String> once =
          Stream.concat(
              Stream.of("key " + refund.key()),
              refund.lines().stream().map(line -> "order " + refund.code() + ", line " + line));
      once.filter(Predicate.not(seen::add)).forEach(each -> faults.add(each + ": twice"));
    }
    given.forEach(
        (code, back) -> {
          if (back > due.getOrDefault(code, 0L)) {
            faults.add(
                "order %s: %d was due, %d went back"
                    .formatted(code, due.getOrDefault(code, 0L), back));
          }
        });
    return new Check("nobody had money back twice", given.size(), "orders", faults);
  }

  private static String order(String name) {
    return name.substring(0, name.indexOf('/'));
  }

  private Check repetitionsAgree() {
    Map<String, Refunded> refunds = new HashMap<>();
    List<String> faults = new ArrayList<>();
    for (Refunded told : promises.binding(Refunded.class)) {
      Refunded before = refunds.putIfAbsent(told.key(), told);
      if (before != null
          && !(before.code().equals(told.code())
              && before.number() == told.number()
              && before.amount() == told.amount()
              && before.kept() == told.kept()
              && before.lines().equals(told.lines()))) {
        faults.add(before + " was another time " + told);
      }
    }
    return new Check("the same request got the same refund", refunds.size(), "requests", faults);
  }

  /** Unless the order, as far as it was paid, was set back under its buyer. */
  private Check dueIsNotRefused() {
    Set<String> setBack =
        history.all(Told.Paid.class).stream()
            .filter(promise -> promises.mayBeForgotten(promise))
            .map(Told.Paid::code)
            .collect(Collectors.toSet());
    return promises.each(
        "nobody was refused a refund that was due",
        "refusals",
        NotRefunded.class,
        told -> setBack.contains(told.code()) ? "" : "was refused");
  }

  /** A refund that binds is in every state of the database from then on. */
  private Check refundedIsTurnedAway() {
    Map<String, List<Refunded>> binding =
        promises.binding(Refunded.class).stream().collect(Collectors.groupingBy(Refunded::key));
    List<Judged> judged =
        history.all(Judged.class).stream()
            .filter(
                each ->
                    binding.getOrDefault(each.key(), List.of()).stream()
                        .anyMatch(told -> told.span().isBefore(each.span())))
            .toList();
    return new Check(
        "every ticket that went back was turned away at the gate",
        judged.size(),
        "scans",
        judged.stream().filter(each -> !isTurnedAway(each)).map(Judged::toString).toList());
  }

  private boolean isTurnedAway(Judged judged) {
    return judged.result().equals("revoked")
        || (judged.result().equals("not_a_ticket") && wasTaken(judged.ticket()));
  }

  /** By a set-back, after which its order was paid again and got others. */
  private boolean wasTaken(String ticket) {
    return !facts.tickets().containsKey(ticket)
        && promises.binding(Told.Ticketed.class).stream()
            .noneMatch(told -> told.ticket().equals(ticket));
  }

  private Check admittedIsNotTakenBack() {
    List<String> faults =
        facts.admitted().stream()
            .map(ticket -> facts.tickets().get(ticket))
            .filter(
                ticket ->
                    ticket != null
                        && facts
                            .refundOf(ticket.code(), ticket.line())
                            .filter(Facts.Refund::byBuyer)
                            .isPresent())
            .map(Facts.Ticket::toString)
            .toList();
    return new Check(
        "no buyer gave back a ticket that went in", facts.admitted().size(), "admissions", faults);
  }
}
