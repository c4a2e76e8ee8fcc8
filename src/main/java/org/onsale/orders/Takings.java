package org.onsale.orders;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.onsale.platform.Database;
import org.onsale.platform.EventId;
import org.onsale.platform.Money;

/**
 * What was paid, for how many places, and how fast: for the organiser's pages, which may be many
 * and ask every few seconds. So an answer is kept for {@link #STALE}.
 */
@Singleton
public final class Takings {
  /** How old an answer may be. */
  public static final Duration STALE = Duration.ofSeconds(2);

  /** Events that one answer tells of at most. */
  private static final int MAX_EVENTS = 1_000;

  private static final int MAX_STEPS = 200;

  private final Database database;
  private final Cache<EventId, Taken> events =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(STALE).build();
  private final Cache<Stretch, int[]> paces =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(STALE).build();

  @Inject
  public Takings(Database database) {
    this.database = database;
  }

  /**
   * What an event took since its first sale, in minor units of its currency.
   *
   * @param orders that were paid
   * @param captured all that was paid
   * @param givenBack of it, or on its way back
   */
  public record Taken(long orders, long captured, long givenBack) {}

  public Taken of(EventId event) {
    return events.get(event, this::read);
  }

  private Taken read(EventId event) {
    String sql =
        """
        SELECT count(*) AS orders,
               coalesce(sum(amount), 0) AS captured,
               (SELECT coalesce(sum(amount), 0) FROM refund
                 WHERE event_id = :event AND status <> 'failed') AS given_back
          FROM payment
         WHERE event_id = :event AND status = 'captured'
        """;
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle.createQuery(sql).bind("event", event.value()).mapTo(Taken.class).one());
  }

  /**
   * What was sold of one event in a stretch of time.
   *
   * @param places also those that were given back since
   */
  public record Sold(EventId event, long places, Money money) {}

  /** What was paid since an instant, by event and currency; those with the most places first. */
  public List<Sold> since(Instant from) {
    String sql =
        """
        SELECT p.event_id, o.currency, sum(p.amount) AS amount,
               sum((SELECT count(*) FROM order_line l
                     WHERE l.event_id = p.event_id AND l.code = p.code)) AS places
          FROM payment p JOIN customer_order o ON o.event_id = p.event_id AND o.code = p.code
         WHERE p.changed_at >= :from AND p.status = 'captured'
         GROUP BY p.event_id, o.currency
         ORDER BY places DESC, p.event_id
         LIMIT :limit
        """;
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("from", from)
                    .bind("limit", MAX_EVENTS)
                    .map(
                        (row, context) ->
                            new Sold(
                                new EventId(row.getLong("event_id")),
                                row.getLong("places"),
                                Money.of(row.getLong("amount"), row.getString("currency"))))
                    .list());
  }

  /**
   * A stretch of time, in equal steps.
   *
   * @param steps how many
   */
  public record Stretch(EventId event, Instant from, Duration step, int steps) {}

  /** How many places were paid for in each step. */
  public int[] pace(Stretch stretch) {
    return paces.get(stretch, this::read).clone();
  }

  private int[] read(Stretch stretch) {
    record Step(int number, int places) {}
    int[] places = new int[Math.clamp(stretch.steps(), 1, MAX_STEPS)];
    String sql =
        """
        SELECT floor(extract(epoch FROM p.changed_at - :from) / :step)::int AS number,
               sum((SELECT count(*) FROM order_line l
                     WHERE l.event_id = p.event_id AND l.code = p.code)) AS places
          FROM payment p
         WHERE p.event_id = :event AND p.status = 'captured'
           AND p.changed_at >= :from AND p.changed_at < :until
         GROUP BY number
        """;
    List<Step> steps =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(sql)
                        .bind("event", stretch.event().value())
                        .bind("from", stretch.from())
                        .bind(
                            "until",
                            stretch.from().plus(stretch.step().multipliedBy(places.length)))
                        .bind("step", stretch.step().toSeconds())
                        .mapTo(Step.class)
                        .list());
    steps.forEach(step -> places[step.number()] = step.places());
    return places;
  }
}
