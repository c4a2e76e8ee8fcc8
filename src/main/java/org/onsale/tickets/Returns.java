package org.onsale.tickets;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.RefundPolicy;
import org.onsale.orders.IdempotencyKey;
import org.onsale.orders.Order;
import org.onsale.orders.OrderCode;
import org.onsale.orders.Orders;
import org.onsale.orders.Refund;
import org.onsale.orders.RefundOutcome;
import org.onsale.orders.RefundQuote;
import org.onsale.orders.RefundRequest;
import org.onsale.orders.Refunds;
import org.onsale.platform.Database;

/**
 * Buyers give tickets back by themselves, as far as the policy of the event lets them. The policy
 * and the deadline are those of the moment; whether a ticket has gone in is decided in the
 * transaction that revokes it ({@link AdmittedTickets}). Blocks: call it on a virtual thread.
 */
@Singleton
public final class Returns {

  /**
   * What a buyer may give back now.
   *
   * @param until when it becomes too late, as clocks at the venue show it
   * @param lines numbers of the order's lines, at least one
   */
  public record Offer(
      ZonedDateTime until, boolean withFees, boolean singleTickets, List<Integer> lines) {}

  private final Catalog catalog;
  private final Orders orders;
  private final Refunds refunds;
  private final Tickets tickets;
  private final Admissions admissions;
  private final Database database;
  private final Clock clock;

  @Inject
  public Returns(
      Catalog catalog,
      Orders orders,
      Refunds refunds,
      Tickets tickets,
      Admissions admissions,
      Database database,
      Clock clock) {
    this.catalog = catalog;
    this.orders = orders;
    this.refunds = refunds;
    this.tickets = tickets;
    this.admissions = admissions;
    this.database = database;
    this.clock = clock;
  }

  /**
   * Empty when nothing of the order can be given back (any more).
   *
   * @param issued the order's tickets, void ones too
   */
  public Optional<Offer> offer(Order order, List<Ticket> issued) {
    Event event = event(order.code());
    RefundPolicy policy = policy(event);
    if (policy == null || isTooLate(event, policy) || order.status() != Order.Status.PAID) {
      return Optional.empty();
    }
    List<Ticket> valid = valid(issued);
    Set<TicketId> admitted = admitted(order.code(), valid);
    List<Integer> lines =
        valid.stream().filter(ticket -> !admitted.contains(ticket.id())).map(Ticket::line).toList();
    boolean possible = policy.singleTickets() ? !lines.isEmpty() : admitted.isEmpty();
    return possible
        ? Optional.of(
            new Offer(
                policy.deadline(event.startsAt()).atZone(event.venue().timeZone()),
                policy.withFees(),
                policy.singleTickets(),
                lines))
        : Optional.empty();
  }

  private Event event(OrderCode code) {
    return catalog.event(code.event()).orElseThrow();
  }

  /** Of an event that does not take place all comes back by itself, with fees. */
  private static @Nullable RefundPolicy policy(Event event) {
    return event.status() == Event.Status.CANCELLED ? null : event.policies().refunds();
  }

  private boolean isTooLate(Event event, RefundPolicy policy) {
    return !clock.instant().isBefore(policy.deadline(event.startsAt()));
  }

  private static List<Ticket> valid(List<Ticket> issued) {
    return issued.stream().filter(ticket -> !ticket.revoked()).toList();
  }

  private Set<TicketId> admitted(OrderCode code, List<Ticket> valid) {
    List<TicketId> ids = valid.stream().map(Ticket::id).toList();
    try {
      return database
          .jdbi()
          .<Set<TicketId>, SQLException>withHandle(
              handle -> admissions.among(handle.getConnection(), code.event(), ids));
    } catch (SQLException e) {
      throw new IllegalStateException("nobody knows which tickets went in", e);
    }
  }

  /**
   * What the buyer would get.
   *
   * @param lines numbers of the order's lines; empty for all that are not refunded yet
   */
  public ReturnQuote quote(OrderCode code, List<Integer> lines) {
    return quote(event(code), code, lines);
  }

  private ReturnQuote quote(Event event, OrderCode code, List<Integer> lines) {
    RefundPolicy policy = policy(event);
    if (policy == null) {
      return new ReturnRefusal.NotOffered();
    }
    return switch (refunds.quote(code, request(policy, lines, ""))) {
      case RefundQuote.Refused(RefundOutcome why) -> new ReturnRefusal.Refused(why);
      case RefundQuote.Quoted quoted ->
          refusal(event, policy, code, quoted.lines())
              .<ReturnQuote>map(Function.identity())
              .orElseGet(() -> new ReturnQuote.Quoted(quoted.lines(), quoted.split()));
    };
  }

  private static RefundRequest request(RefundPolicy policy, List<Integer> lines, String reason) {
    return new RefundRequest(lines, policy.withFees(), RefundRequest.BUYER, reason);
  }

  /**
   * Why the policy does not let the buyer, if it does not.
   *
   * @param lines of the order, none of them refunded
   */
  private Optional<ReturnRefusal> refusal(
      Event event, RefundPolicy policy, OrderCode code, List<Integer> lines) {
    if (isTooLate(event, policy)) {
      return Optional.of(new ReturnRefusal.TooLate(policy.deadline(event.startsAt())));
    }
    List<Ticket> valid = valid(tickets.of(code));
    if (!policy.singleTickets() && lines.size() < valid.size()) {
      return Optional.of(new ReturnRefusal.WholeOrderOnly());
    }
    Set<TicketId> admitted = admitted(code, valid);
    List<Integer> used =
        valid.stream()
            .filter(ticket -> admitted.contains(ticket.id()))
            .map(Ticket::line)
            .filter(lines::contains)
            .toList();
    return used.isEmpty()
        ? Optional.empty()
        : Optional.of(new ReturnRefusal.Refused(new RefundOutcome.Admitted(used)));
  }

  /**
   * Gives tickets back.
   *
   * @param lines as for {@link #quote}
   * @param key the same key with the same request is the same refund
   */
  public ReturnOutcome giveBack(
      OrderCode code, List<Integer> lines, String reason, IdempotencyKey key) {
    IdempotencyKey own = key.of(RefundRequest.BUYER);
    Event event = event(code);
    return switch (quote(event, code, lines)) {
      // What it was given by is written down, by now: no policy of today changes that.
      case ReturnRefusal refusal ->
          refunds.knows(code, own)
              ? outcome(
                  refunds.refund(code, new RefundRequest(lines, RefundRequest.BUYER, reason), own))
              : refusal;
      case ReturnQuote.Quoted quoted ->
          outcome(
              refunds.refund(
                  code,
                  request(Objects.requireNonNull(policy(event)), quoted.lines(), reason),
                  own));
    };
  }

  private static ReturnOutcome outcome(RefundOutcome outcome) {
    return outcome instanceof RefundOutcome.Given(Refund refund)
        ? new ReturnOutcome.Given(refund)
        : new ReturnRefusal.Refused(outcome);
  }
}
