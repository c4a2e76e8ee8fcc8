package org.onsale.orders;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.platform.Database;
import org.onsale.platform.EventId;
import org.onsale.platform.Money;
import org.onsale.platform.Phrase;
import org.onsale.platform.RecurringWork;

/**
 * Cancels events and gives back all that was paid for them, a page of orders after the other. What
 * is left to do is what the orders say, so whoever goes on after a crash begins where it stopped:
 * every refund has one name per order and is given once.
 */
@Singleton
public final class Cancellations implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Cancellations.class);

  private static final int PAGE = 200;
  private static final int AT_ONCE = 32;

  /** Then other events have their turn. */
  private static final Duration TURN = Duration.ofSeconds(20);

  /** How long after the end of it an order may still appear. */
  private static final Duration LATE = Duration.ofMinutes(10);

  /** With a space, so that no client's key is alike. */
  private static final IdempotencyKey KEY = IdempotencyKey.of("event cancelled", "all");

  /** Its name in refunds of earlier versions, which an organiser's key could have, too. */
  private static final IdempotencyKey KEY_BEFORE = IdempotencyKey.of("event-cancelled", "all");

  private final Database database;
  private final Catalog catalog;
  private final Refunds refunds;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().name("cancel-", 0).factory());

  @Inject
  public Cancellations(Database database, Catalog catalog, Refunds refunds) {
    this.database = database;
    this.catalog = catalog;
    this.refunds = refunds;
  }

  /** Lets it go on until all money is back. */
  @Produces
  @Singleton
  static RecurringWork work(Cancellations cancellations) {
    return new RecurringWork("event-cancellations", Duration.ofSeconds(2), cancellations::run);
  }

  /**
   * Cancels an event for good: nothing more is sold, and all that is paid goes back. Of an event
   * that is cancelled already, nothing changes.
   *
   * @param by who cancels it
   */
  public PublishOutcome cancel(EventId id, String by, String reason) {
    Optional<Event> event = catalog.event(id);
    if (event.isEmpty()) {
      return new PublishOutcome.NoSuchEvent();
    }
    if (event.get().status() == Event.Status.CANCELLED) {
      if (of(event.get()).isEmpty()) {
        // By an earlier version, which died between its steps.
        intend(id, by, reason);
      }
      return new PublishOutcome.Published(event.get());
    }
    if (event.get().everPublished()) {
      // First, for whoever dies between the two steps: it counts once the event is cancelled.
      intend(id, by, reason);
    }
    return Publishing.outcome(catalog.setStatus(id, event.get().version(), Event.Status.CANCELLED));
  }

  private void intend(EventId id, String by, String reason) {
    String sql =
        """
        INSERT INTO event_cancellation (event_id, decided_by, reason, started_at)
        VALUES (:event, :by, :reason, clock_timestamp())
            ON CONFLICT (event_id) DO UPDATE
           SET decided_by = excluded.decided_by, reason = excluded.reason,
               started_at = excluded.started_at
        """;
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("event", id.value())
                    .bind("by", by)
                    .bind("reason", reason)
                    .execute());
  }

  record Row(
      String decidedBy,
      String reason,
      Instant startedAt,
      @Nullable Instant finishedAt,
      long sold,
      long open,
      long failed,
      long given) {}

  /** Whether a refund was given because the event was cancelled. */
  public static boolean gave(Refund refund) {
    return refund.key().equals(KEY) || refund.key().equals(KEY_BEFORE);
  }

  /** How far it is; empty for an event that is not cancelled. */
  public Optional<Cancellation> of(Event event) {
    if (event.status() != Event.Status.CANCELLED) {
      return Optional.empty();
    }
    String sql =
        """
        SELECT decided_by, reason, started_at, finished_at, orders.*, refunds.*
          FROM event_cancellation
         CROSS JOIN (SELECT count(*) FILTER (WHERE status IN ('paid', 'refunded')) AS sold,
                            count(*) FILTER (WHERE status NOT IN ('refunded', 'cancelled')) AS open
                       FROM customer_order
                      WHERE event_id = :event) AS orders
         CROSS JOIN (SELECT count(*) FILTER (WHERE status = 'failed') AS failed,
                            coalesce(sum(amount) FILTER (WHERE status = 'done'), 0) AS given
                       FROM refund
                      WHERE event_id = :event) AS refunds
         WHERE event_id = :event
        """;
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("event", event.id().value())
                    .mapTo(Row.class)
                    .findOne())
        .map(
            row ->
                new Cancellation(
                    row.decidedBy(),
                    row.reason(),
                    row.startedAt(),
                    row.finishedAt(),
                    row.sold(),
                    row.open(),
                    row.failed(),
                    new Money(row.given(), event.currency())));
  }

  private record Open(long eventId, String decidedBy, String reason) {

    /** The reason of its refunds. */
    String why() {
      return reason.isEmpty()
          ? Phrase.toStore("The event is cancelled.")
          : Phrase.of("The event is cancelled. {1}", reason).toStore();
    }
  }

  /** Gives back what is paid of every cancelled event, for a turn each. */
  public void run() {
    reopen();
    String sql =
        """
        SELECT event_id, decided_by, reason
          FROM event_cancellation
         WHERE finished_at IS NULL
         ORDER BY started_at
         LIMIT :limit
        """;
    List<Open> open =
        database
            .jdbi()
            .withHandle(
                handle -> handle.createQuery(sql).bind("limit", PAGE).mapTo(Open.class).list());
    open.stream().filter(this::isCancelled).forEach(this::turn);
  }

  private boolean isCancelled(Open open) {
    return catalog
        .event(new EventId(open.eventId()))
        .filter(event -> event.status() == Event.Status.CANCELLED)
        .isPresent();
  }

  /**
   * A node that had not heard of the cancellation yet, or was in the middle of it, may have taken
   * an order just after the last one was refunded.
   */
  private void reopen() {
    String sql =
        """
        UPDATE event_cancellation AS over
           SET finished_at = NULL
         WHERE finished_at > clock_timestamp() - make_interval(secs => :late)
           AND EXISTS (SELECT FROM customer_order
                        WHERE customer_order.event_id = over.event_id
                          AND status NOT IN ('refunded', 'cancelled'))
        """;
    database
        .jdbi()
        .useHandle(handle -> handle.createUpdate(sql).bind("late", LATE.toSeconds()).execute());
  }

  private void turn(Open open) {
    EventId event = new EventId(open.eventId());
    RefundRequest request = new RefundRequest(List.of(), open.decidedBy(), open.why());
    long deadline = System.nanoTime() + TURN.toNanos();
    String after = "";
    List<String> page;
    do {
      page = paid(event, after);
      giveBack(event, page, request);
      after = page.isEmpty() ? after : page.getLast();
    } while (page.size() == PAGE && System.nanoTime() < deadline);
    if (page.size() < PAGE) {
      finish(event);
    }
  }

  private List<String> paid(EventId event, String after) {
    String sql =
        """
        SELECT code
          FROM customer_order
         WHERE event_id = :event AND status = 'paid' AND code > :after
         ORDER BY code
         LIMIT :limit
        """;
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("event", event.value())
                    .bind("after", after)
                    .bind("limit", PAGE)
                    .mapTo(String.class)
                    .list());
  }

  private void giveBack(EventId event, List<String> codes, RefundRequest request) {
    List<Callable<RefundOutcome>> all =
        codes.stream()
            .<Callable<RefundOutcome>>map(
                code -> () -> refunds.refund(new OrderCode(event, code), request, KEY))
            .toList();
    try {
      threads.invokeAll(all).forEach(future -> warn(event, future));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while event " + event + " is refunded", e);
    }
  }

  private static void warn(EventId event, Future<RefundOutcome> done) {
    if (done.state() == Future.State.FAILED) {
      LOG.warnf(
          done.exceptionNow(), "An order of event %s will be refunded in another turn", event);
    } else if (!(done.resultNow() instanceof RefundOutcome.Given)) {
      LOG.warnf("An order of event %s is not refunded: %s", event, done.resultNow());
    }
  }

  /** Over when no order can need money back any more. */
  private void finish(EventId event) {
    String sql =
        """
        UPDATE event_cancellation
           SET finished_at = clock_timestamp()
         WHERE event_id = :event
           AND NOT EXISTS (SELECT FROM customer_order
                            WHERE event_id = :event AND status NOT IN ('refunded', 'cancelled'))
           AND NOT EXISTS (SELECT FROM refund WHERE event_id = :event AND status = 'started')
        """;
    database
        .jdbi()
        .useHandle(handle -> handle.createUpdate(sql).bind("event", event.value()).execute());
  }

  @Override
  @PreDestroy
  public void close() {
    threads.shutdownNow();
  }
}
