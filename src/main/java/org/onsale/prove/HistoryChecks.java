package org.onsale.prove;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.onsale.prove.Told.Held;
import org.onsale.verify.Check;

/** Holds what clients were told against what is so in the end, and against each other. */
final class HistoryChecks {
  private final History history;
  private final Promises promises;
  private final Facts facts;
  private final Map<OrderSeat, Integer> lines = new HashMap<>();

  HistoryChecks(History history, Promises promises, Facts facts) {
    this.history = history;
    this.promises = promises;
    this.facts = facts;
    facts
        .tickets()
        .values()
        .forEach(ticket -> lines.put(new OrderSeat(ticket.code(), ticket.seat()), ticket.line()));
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

  /** A hold that was had for certain from one instant to another. */
  private record Possession(Held hold, Instant until) {}

  private record Seat(long event, int seat) {}

  private record OrderSeat(String code, int seat) {}

  private Check seatsHeldOnce() {
    Map<UUID, Held> first = new HashMap<>();
    for (Held held : history.all(Held.class)) {
      first.merge(
          held.hold(),
          held,
          (one, other) -> one.span().answered().isBefore(other.span().answered()) ? one : other);
    }
    Map<UUID, String> paid = paidHolds();
    Map<UUID, Instant> returned = returnedHolds();
    Map<Seat, List<Possession>> bySeat = new HashMap<>();
    for (Held held : first.values()) {
      Instant givenBack = history.mayEnd(held.hold());
      String order = paid.get(held.hold());
      for (int number : held.seats()) {
        var seat = new Seat(held.event(), number);
        Instant over =
            order == null
                ? History.earlier(held.expiresAt(), returned.getOrDefault(held.hold(), Instant.MAX))
                : mayReturn(order, number);
        var possession = new Possession(held, History.earlier(givenBack, over));
        bySeat.computeIfAbsent(seat, key -> new ArrayList<>()).add(possession);
      }
    }
    List<String> faults = new ArrayList<>();
    bySeat.forEach((seat, possessions) -> faults.addAll(overlaps(seat, possessions)));
    return new Check("no seat was held by two at once", bySeat.size(), "seats", faults);
  }

  /** Orders by the hold that they were paid with. */
  private Map<UUID, String> paidHolds() {
    Set<String> paid =
        promises.binding(Told.Paid.class).stream().map(Told.Paid::code).collect(Collectors.toSet());
    return history.all(Told.Ordered.class).stream()
        .filter(ordered -> paid.contains(ordered.code()) && isStillOf(ordered))
        .collect(Collectors.toMap(Told.Ordered::hold, Told.Ordered::code, (one, same) -> same));
  }

  /**
   * From when on what was held may have been given back: also of an order whose payment a set-back
   * may have taken, which was refunded before that.
   */
  private Map<UUID, Instant> returnedHolds() {
    return history.all(Told.Ordered.class).stream()
        .collect(
            Collectors.toMap(
                Told.Ordered::hold,
                ordered -> history.mayReturn(ordered.code()),
                History::earlier));
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
      if (promises.mayBeForgotten(one.hold())) {
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

  /** From when on a seat of an order may have been free again. */
  private Instant mayReturn(String code, int seat) {
    Integer line = lines.get(new OrderSeat(code, seat));
    if (line == null) {
      return Instant.MAX;
    }
    Instant asked = history.mayReturn(code, line);
    boolean wentBack =
        facts.refundOf(code, line).isPresent()
            || promises.mayBeForgotten(new Span(asked, Instant.MAX));
    return wentBack ? asked : Instant.MAX;
  }

  private Check seatsGivenOnce() {
    Map<Seat, Map<String, Told.Ticketed>> bySeat = new HashMap<>();
    for (Told.Ticketed ticketed : promises.binding(Told.Ticketed.class)) {
      if (ticketed.seat() >= 0) {
        bySeat
            .computeIfAbsent(new Seat(ticketed.event(), ticketed.seat()), seat -> new HashMap<>())
            .merge(ticketed.ticket(), ticketed, HistoryChecks::earlier);
      }
    }
    List<String> faults = new ArrayList<>();
    bySeat.forEach(
        (seat, tickets) -> faults.addAll(validAtOnce(seat, List.copyOf(tickets.values()))));
    return new Check("no two tickets were given out for one seat", bySeat.size(), "seats", faults);
  }

  private static Told.Ticketed earlier(Told.Ticketed one, Told.Ticketed other) {
    return one.span().answered().isBefore(other.span().answered()) ? one : other;
  }

  /** Only who asks for a refund lets another have a ticket for the seat, and only from then on. */
  private List<String> validAtOnce(Seat seat, List<Told.Ticketed> tickets) {
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < tickets.size(); i++) {
      for (Told.Ticketed other : tickets.subList(i + 1, tickets.size())) {
        Told.Ticketed one = tickets.get(i);
        if (one.span().answered().isBefore(mayReturn(other.code(), other.seat()))
            && other.span().answered().isBefore(mayReturn(one.code(), one.seat()))) {
          faults.add(
              "event %d, seat %d: %s, and yet %s".formatted(seat.event(), seat.seat(), one, other));
        }
      }
    }
    return faults;
  }

  private Check repetitionsAgree() {
    Map<UUID, Held> holds = new HashMap<>();
    Map<String, Told.Ordered> orders = new HashMap<>();
    List<String> faults = new ArrayList<>();
    for (Held held : promises.binding(Held.class)) {
      Held before = holds.putIfAbsent(held.hold(), held);
      if (before != null
          && !(before.seats().equals(held.seats())
              && before.pools().equals(held.pools())
              && before.expiresAt().equals(held.expiresAt()))) {
        faults.add(before + " was another time " + held);
      }
    }
    for (Told.Ordered ordered : promises.binding(Told.Ordered.class)) {
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
    return promises.each(
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
    return promises.each(
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
    return promises.each(
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
    return promises.each(
        "every order that was paid is paid",
        "answers",
        Told.Paid.class,
        paid -> {
          Facts.Sold order = facts.orders().get(paid.code());
          if (order == null) {
            return "is not there";
          }
          boolean isPaid = order.status().equals("paid") || facts.isRefunded(order.code());
          return isPaid && facts.charged().contains(paid.code())
              ? ""
              : "is " + order.status() + (facts.charged().contains(paid.code()) ? "" : ", unpaid");
        });
  }

  private Check notChargedIsTrue() {
    return promises.each(
        "nobody is charged who was told that it was too late",
        "answers",
        Told.NotCharged.class,
        told -> facts.charged().contains(told.code()) ? "was charged" : "");
  }

  private Check ticketsAreValid() {
    return promises.each(
        "every ticket that was given out is valid, or went back",
        "answers",
        Told.Ticketed.class,
        ticketed -> {
          Facts.Ticket ticket = facts.tickets().get(ticketed.ticket());
          if (ticket == null) {
            return "is not there";
          }
          boolean isRight =
              ticket.valid() || facts.refundOf(ticket.code(), ticket.line()).isPresent();
          return isRight
                  && ticket.code().equals(ticketed.code())
                  && ticket.seat() == ticketed.seat()
              ? ""
              : "is " + ticket;
        });
  }

  private Check admittedOnce() {
    Map<String, Map<String, Told.Admitted>> byTicket =
        promises.binding(Told.Admitted.class).stream()
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
    return promises.each(
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
                    .filter(promise -> promises.mayBeForgotten(promise))
                    .map(Told.Ordered::code),
                history.all(Told.Offered.class).stream()
                    .filter(promise -> promises.mayBeForgotten(promise))
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
        promises.lost(Held.class, held -> !facts.grants().containsKey(held.hold()), Held::hold),
        promises.lost(
            Told.Ordered.class,
            ordered -> !facts.orders().containsKey(ordered.code()),
            Told.Ordered::code),
        promises.lost(
            Told.Ticketed.class,
            ticketed -> !facts.tickets().containsKey(ticketed.ticket()),
            Told.Ticketed::ticket),
        promises.lost(
            Told.Admitted.class,
            admitted -> !facts.admitted().contains(admitted.ticket()),
            Told.Admitted::ticket),
        promises.lost(
            Told.Refunded.class,
            refunded -> facts.refunds().values().stream().noneMatch(refunded::is),
            Told.Refunded::key));
  }

  /** Promises that clients had and that are gone. */
  record Losses(long holds, long orders, long tickets, long admissions, long refunds) {}
}
