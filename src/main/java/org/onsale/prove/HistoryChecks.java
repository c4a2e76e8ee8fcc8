package org.onsale.prove;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.onsale.prove.Told.Held;
import org.onsale.verify.Check;

/**
 * Holds what clients were told against what is so in the end, and against each other.
 *
 * <p>Only a set-back of the database excuses that a promise is gone, and only a promise that was
 * asked for before it and answered after the copy.
 */
final class HistoryChecks {
  private final History history;
  private final List<SetBack> setBacks;
  private final Facts facts;

  HistoryChecks(History history, List<SetBack> setBacks, Facts facts) {
    this.history = history;
    this.setBacks = setBacks;
    this.facts = facts;
  }

  List<Check> run() {
    return List.of(
        seatsHeldOnce(),
        seatsGivenOnce(),
        repetitionsAgree(),
        heldIsInTheLedger(),
        releasedIsOver(),
        orderedIsThere(),
        paidIsPaid(),
        notChargedIsTrue(),
        ticketsAreValid(),
        admittedOnce(),
        admissionsAreKept(),
        answersAreOfTheContract());
  }

  private boolean mayBeForgotten(Told promise) {
    return setBacks.stream().anyMatch(setBack -> setBack.excuses(promise.span()));
  }

  private <T extends Told> List<T> binding(Class<T> kind) {
    return history.all(kind).stream().filter(promise -> !mayBeForgotten(promise)).toList();
  }

  /** A rule of which each promise of a kind is examined alone; a fault is a sentence, or empty. */
  private <T extends Told> Check each(
      String rule, String unit, Class<T> kind, Function<T, String> fault) {
    List<T> promises = binding(kind);
    List<String> faults =
        promises.stream()
            .map(promise -> describe(promise, fault.apply(promise)))
            .filter(sentence -> !sentence.isEmpty())
            .distinct()
            .toList();
    return new Check(rule, promises.size(), unit, faults);
  }

  private static String describe(Told promise, String fault) {
    return fault.isEmpty() ? "" : fault + " (" + promise + ")";
  }

  /** A hold that was had for certain from one instant to another. */
  private record Possession(Held hold, Instant until) {}

  private record Seat(long event, int seat) {}

  private Check seatsHeldOnce() {
    Map<UUID, Held> first = new HashMap<>();
    for (Held held : history.all(Held.class)) {
      first.merge(
          held.hold(),
          held,
          (one, other) -> one.span().answered().isBefore(other.span().answered()) ? one : other);
    }
    Set<UUID> paid = paidHolds();
    Map<Seat, List<Possession>> bySeat = new HashMap<>();
    for (Held held : first.values()) {
      Instant givenBack = history.mayEnd(held.hold());
      Instant over = paid.contains(held.hold()) ? Instant.MAX : held.expiresAt();
      var possession = new Possession(held, givenBack.isBefore(over) ? givenBack : over);
      for (int seat : held.seats()) {
        bySeat
            .computeIfAbsent(new Seat(held.event(), seat), key -> new ArrayList<>())
            .add(possession);
      }
    }
    List<String> faults = new ArrayList<>();
    bySeat.forEach((seat, possessions) -> faults.addAll(overlaps(seat, possessions)));
    return new Check("no seat was held by two at once", bySeat.size(), "seats", faults);
  }

  private Set<UUID> paidHolds() {
    Set<String> paid =
        binding(Told.Paid.class).stream().map(Told.Paid::code).collect(Collectors.toSet());
    return history.all(Told.Ordered.class).stream()
        .filter(ordered -> paid.contains(ordered.code()) && isStillOf(ordered))
        .map(Told.Ordered::hold)
        .collect(Collectors.toSet());
  }

  /** Whose money came late has other holds, and perhaps other seats. */
  private boolean isStillOf(Told.Ordered ordered) {
    Facts.Sold order = facts.orders().get(ordered.code());
    return order == null || order.hold().equals(ordered.hold());
  }

  private List<String> overlaps(Seat seat, List<Possession> possessions) {
    possessions.sort(Comparator.comparing(each -> each.hold().span().answered()));
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < possessions.size(); i++) {
      Possession one = possessions.get(i);
      if (mayBeForgotten(one.hold())) {
        continue;
      }
      for (Possession other : possessions.subList(i + 1, possessions.size())) {
        if (one.hold().span().isBefore(other.hold().span())
            && other.hold().span().answered().isBefore(one.until())) {
          faults.add(
              "event %d, seat %d: %s, and yet %s"
                  .formatted(seat.event(), seat.seat(), one.hold(), other.hold()));
        }
      }
    }
    return faults;
  }

  private Check seatsGivenOnce() {
    Map<Seat, Map<String, Told.Ticketed>> bySeat = new HashMap<>();
    for (Told.Ticketed ticketed : binding(Told.Ticketed.class)) {
      if (ticketed.seat() >= 0) {
        bySeat
            .computeIfAbsent(new Seat(ticketed.event(), ticketed.seat()), seat -> new HashMap<>())
            .put(ticketed.ticket(), ticketed);
      }
    }
    List<String> faults =
        bySeat.entrySet().stream()
            .filter(seat -> seat.getValue().size() > 1)
            .map(
                seat ->
                    "event %d, seat %d: tickets %s"
                        .formatted(
                            seat.getKey().event(), seat.getKey().seat(), seat.getValue().values()))
            .toList();
    return new Check("no two tickets were given out for one seat", bySeat.size(), "seats", faults);
  }

  private Check repetitionsAgree() {
    Map<UUID, Held> holds = new HashMap<>();
    Map<String, Told.Ordered> orders = new HashMap<>();
    List<String> faults = new ArrayList<>();
    for (Held held : binding(Held.class)) {
      Held before = holds.putIfAbsent(held.hold(), held);
      if (before != null
          && !(before.seats().equals(held.seats())
              && before.pools().equals(held.pools())
              && before.expiresAt().equals(held.expiresAt()))) {
        faults.add(before + " was another time " + held);
      }
    }
    for (Told.Ordered ordered : binding(Told.Ordered.class)) {
      Told.Ordered before = orders.putIfAbsent(ordered.key(), ordered);
      if (before != null
          && !(before.code().equals(ordered.code()) && before.total() == ordered.total())) {
        faults.add(before + " was another time " + ordered);
      }
    }
    return new Check(
        "the same request got the same answer",
        holds.size() + (long) orders.size(),
        "requests",
        faults);
  }

  private Check heldIsInTheLedger() {
    return each(
        "every hold that was granted is in the ledger, once",
        "answers",
        Held.class,
        held -> {
          List<Facts.Grant> grants = facts.grants().getOrDefault(held.hold(), List.of());
          if (grants.size() != 1) {
            return "is there " + grants.size() + " times";
          }
          Facts.Grant grant = grants.getFirst();
          return grant.event() == held.event()
                  && grant.seats().equals(held.seats())
                  && grant.pools().equals(held.pools())
              ? ""
              : "is " + grant;
        });
  }

  private Check releasedIsOver() {
    return each(
        "every hold that was given back is over",
        "answers",
        Told.Released.class,
        released -> {
          String end = facts.ends().getOrDefault(released.hold(), "release");
          return switch (end) {
            case "release", "expire", "replaced" -> "";
            default -> "its last change is " + end;
          };
        });
  }

  private Check orderedIsThere() {
    return each(
        "every order that was placed is there",
        "answers",
        Told.Ordered.class,
        ordered -> {
          Facts.Sold order = facts.orders().get(ordered.code());
          if (order == null) {
            return "is not there";
          }
          return order.placedWith().equals(ordered.hold())
                  && order.total() == ordered.total()
                  && order.places() == ordered.places()
              ? ""
              : "is " + order;
        });
  }

  private Check paidIsPaid() {
    return each(
        "every order that was paid is paid",
        "answers",
        Told.Paid.class,
        paid -> {
          Facts.Sold order = facts.orders().get(paid.code());
          if (order == null) {
            return "is not there";
          }
          return order.status().equals("paid") && facts.charged().contains(paid.code())
              ? ""
              : "is " + order.status() + (facts.charged().contains(paid.code()) ? "" : ", unpaid");
        });
  }

  private Check notChargedIsTrue() {
    return each(
        "nobody is charged who was told that it was too late",
        "answers",
        Told.NotCharged.class,
        told -> facts.charged().contains(told.code()) ? "was charged" : "");
  }

  private Check ticketsAreValid() {
    return each(
        "every ticket that was given out is valid",
        "answers",
        Told.Ticketed.class,
        ticketed -> {
          Facts.Ticket ticket = facts.tickets().get(ticketed.ticket());
          if (ticket == null) {
            return "is not there";
          }
          return ticket.valid()
                  && ticket.code().equals(ticketed.code())
                  && ticket.seat() == ticketed.seat()
              ? ""
              : "is " + ticket;
        });
  }

  private Check admittedOnce() {
    Map<String, Map<String, Told.Admitted>> byTicket =
        binding(Told.Admitted.class).stream()
            .collect(
                Collectors.groupingBy(
                    Told.Admitted::ticket,
                    Collectors.toMap(Told.Admitted::scan, each -> each, (one, same) -> one)));
    List<String> faults =
        byTicket.values().stream()
            .filter(scans -> scans.size() > 1)
            .map(scans -> "by " + scans.values())
            .toList();
    return new Check("no ticket was admitted twice", byTicket.size(), "tickets", faults);
  }

  private Check admissionsAreKept() {
    return each(
        "every admission is kept",
        "answers",
        Told.Admitted.class,
        admitted -> facts.admitted().contains(admitted.ticket()) ? "" : "is not there");
  }

  /** Who asks for an order or answers an offer that was set back, is told that there is none. */
  private Check answersAreOfTheContract() {
    Set<String> forgotten =
        Stream.concat(
                history.all(Told.Ordered.class).stream()
                    .filter(this::mayBeForgotten)
                    .map(Told.Ordered::code),
                history.all(Told.Offered.class).stream()
                    .filter(this::mayBeForgotten)
                    .map(Told.Offered::code))
            .collect(Collectors.toSet());
    List<String> faults =
        history.strange().stream()
            .filter(answer -> answer.status() != 404 || !forgotten.contains(answer.subject()))
            .map(
                answer ->
                    "%s of %s at %s: %d %s"
                        .formatted(
                            answer.request(),
                            answer.subject(),
                            answer.span().asked(),
                            answer.status(),
                            answer.body()))
            .toList();
    long answers =
        history.answers().values().stream()
            .flatMap(byStatus -> byStatus.values().stream())
            .mapToLong(Long::longValue)
            .sum();
    return new Check("nobody got an answer outside of the contract", answers, "answers", faults);
  }

  /** What was told and is forgotten, in set-backs: counted, for nothing brings it back. */
  Losses losses() {
    return new Losses(
        lost(Held.class, held -> !facts.grants().containsKey(held.hold()), Held::hold),
        lost(
            Told.Ordered.class,
            ordered -> !facts.orders().containsKey(ordered.code()),
            Told.Ordered::code),
        lost(
            Told.Ticketed.class,
            ticketed -> !facts.tickets().containsKey(ticketed.ticket()),
            Told.Ticketed::ticket),
        lost(
            Told.Admitted.class,
            admitted -> !facts.admitted().contains(admitted.ticket()),
            Told.Admitted::ticket));
  }

  private <T extends Told> long lost(
      Class<T> kind, Function<T, Boolean> isGone, Function<T, Object> name) {
    return history.all(kind).stream()
        .filter(this::mayBeForgotten)
        .filter(isGone::apply)
        .map(name)
        .distinct()
        .count();
  }

  /** Promises that clients had and that are gone. */
  record Losses(long holds, long orders, long tickets, long admissions) {}
}
