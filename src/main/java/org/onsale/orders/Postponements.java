package org.onsale.orders;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.Postponement;
import org.onsale.platform.Database;
import org.onsale.platform.Money;
import org.onsale.platform.Phrase;

/**
 * Buyers of an event that was put off choose: they keep their tickets, which is what silence means,
 * or have all their money back, fees too, until the organiser's deadline and whatever the policy on
 * refunds says. Who ordered when the new start was known has nothing to choose. Blocks: call it on
 * a virtual thread.
 */
@Singleton
public final class Postponements {
  private static final String REASON = Phrase.toStore("The event was postponed.");

  private final Database database;
  private final Catalog catalog;
  private final Orders orders;
  private final Refunds refunds;
  private final Clock clock;

  @Inject
  public Postponements(
      Database database, Catalog catalog, Orders orders, Refunds refunds, Clock clock) {
    this.database = database;
    this.catalog = catalog;
    this.orders = orders;
    this.refunds = refunds;
    this.clock = clock;
  }

  /** What the buyer of an order may choose now; empty when nothing (any more). */
  public Optional<PostponementChoice> choice(Order order) {
    Event event = event(order.code());
    Postponement postponement = event.postponement();
    if (postponement == null || !concerns(event, order) || isOver(event, postponement)) {
      return Optional.empty();
    }
    return Optional.of(
        new PostponementChoice(
            postponement.chooseUntil().atZone(event.venue().timeZone()),
            whatIsLeft(order),
            hasKept(order.code(), postponement)));
  }

  private Event event(OrderCode code) {
    return catalog.event(code.event()).orElseThrow();
  }

  /** Of an event that was cancelled since, all comes back by itself. */
  private static boolean concerns(Event event, Order order) {
    Postponement postponement = event.postponement();
    return postponement != null
        && event.status() != Event.Status.CANCELLED
        && order.status() == Order.Status.PAID
        && order.createdAt().isBefore(postponement.at());
  }

  /** At the latest when it begins, however late buyers were to choose while it had no date. */
  private boolean isOver(Event event, Postponement postponement) {
    Instant now = clock.instant();
    return !now.isBefore(postponement.chooseUntil())
        || (!event.hasOpenDate() && !now.isBefore(event.startsAt()));
  }

  private Money whatIsLeft(Order order) {
    List<Refund> before = refunds.of(order.code());
    Set<Integer> gone = Refund.linesOf(before);
    Set<Integer> left =
        order.lines().stream()
            .map(OrderLine::number)
            .filter(line -> !gone.contains(line))
            .collect(Collectors.toSet());
    return Refund.split(order, left, true, before).amount();
  }

  private boolean hasKept(OrderCode code, Postponement postponement) {
    String sql =
        """
        SELECT count(*) FROM postponement_kept
         WHERE event_id = :event AND number = :number AND code = :code
        """;
    return database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(sql)
                        .bind("event", code.event().value())
                        .bind("number", postponement.number())
                        .bind("code", code.value())
                        .mapTo(Integer.class)
                        .one())
        > 0;
  }

  /** The buyer keeps the tickets; who says so may still think better of it until the deadline. */
  public PostponementOutcome keep(OrderCode code) {
    Event event = event(code);
    return refusal(event, code).orElseGet(() -> keep(event, code));
  }

  private PostponementOutcome keep(Event event, OrderCode code) {
    String sql =
        """
        INSERT INTO postponement_kept (event_id, number, code, kept_at)
        VALUES (:event, :number, :code, clock_timestamp())
            ON CONFLICT (event_id, number, code) DO NOTHING
        """;
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("event", code.event().value())
                    .bind("number", number(event))
                    .bind("code", code.value())
                    .execute());
    return new PostponementOutcome.Kept();
  }

  private Optional<PostponementOutcome> refusal(Event event, OrderCode code) {
    Postponement postponement = event.postponement();
    boolean concerned = orders.find(code).filter(order -> concerns(event, order)).isPresent();
    if (postponement == null || !concerned) {
      return Optional.of(new PostponementOutcome.NothingToChoose());
    }
    return isOver(event, postponement)
        ? Optional.of(new PostponementOutcome.TooLate(postponement.chooseUntil()))
        : Optional.empty();
  }

  private static int number(Event event) {
    Postponement postponement = event.postponement();
    return postponement == null ? 0 : postponement.number();
  }

  /**
   * The buyer wants the money back, for all tickets that are left and have not gone in. Asked
   * again, it is the same refund.
   */
  public PostponementOutcome giveBack(OrderCode code) {
    Event event = event(code);
    IdempotencyKey key = IdempotencyKey.of(key(number(event)), "all");
    Optional<PostponementOutcome> refusal =
        refunds.knows(code, key) ? Optional.empty() : refusal(event, code);
    return refusal.orElseGet(() -> giveBack(code, key));
  }

  private PostponementOutcome giveBack(OrderCode code, IdempotencyKey key) {
    RefundOutcome outcome = refunds.refund(code, request(List.of()), key);
    if (outcome instanceof RefundOutcome.Admitted(List<Integer> admitted)) {
      List<Integer> others = others(code, admitted);
      outcome = others.isEmpty() ? outcome : refunds.refund(code, request(others), key);
    }
    return outcome instanceof RefundOutcome.Given(Refund refund)
        ? new PostponementOutcome.Given(refund)
        : new PostponementOutcome.Refused(outcome);
  }

  /** Told by the number of the postponement; with a space, so that no client's key is alike. */
  private static String key(int number) {
    return "postponed " + number;
  }

  private static RefundRequest request(List<Integer> lines) {
    return new RefundRequest(lines, RefundRequest.BUYER, REASON);
  }

  private List<Integer> others(OrderCode code, List<Integer> admitted) {
    Set<Integer> gone = Refund.linesOf(refunds.of(code));
    return orders.find(code).orElseThrow().lines().stream()
        .map(OrderLine::number)
        .filter(line -> !gone.contains(line) && !admitted.contains(line))
        .toList();
  }

  record Row(long kept, long askedBack, long open, long given) {}

  /** What the buyers have chosen; empty for an event that was never put off. */
  public Optional<PostponementProgress> progress(Event event) {
    Postponement postponement = event.postponement();
    if (postponement == null) {
      return Optional.empty();
    }
    String sql =
        """
        SELECT count(*) FILTER (WHERE back.code IS NULL AND keeps.code IS NOT NULL) AS kept,
               count(back.code) AS asked_back,
               count(*) FILTER (WHERE back.code IS NULL AND keeps.code IS NULL) AS open,
               coalesce(sum(back.amount), 0) AS given
          FROM customer_order AS told
          LEFT JOIN refund AS back
            ON back.event_id = told.event_id AND back.code = told.code
               AND back.idempotency_key = :key
          LEFT JOIN postponement_kept AS keeps
            ON keeps.event_id = told.event_id AND keeps.code = told.code
               AND keeps.number = :number
         WHERE told.event_id = :event AND told.created_at < :at
           AND (told.status = 'paid' OR back.code IS NOT NULL)
        """;
    Row row =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(sql)
                        .bind("event", event.id().value())
                        .bind("number", postponement.number())
                        .bind("key", key(postponement.number()))
                        .bind("at", postponement.at())
                        .mapTo(Row.class)
                        .one());
    return Optional.of(
        new PostponementProgress(
            row.kept(), row.askedBack(), row.open(), new Money(row.given(), event.currency())));
  }
}
