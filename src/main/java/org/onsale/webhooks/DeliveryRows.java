package org.onsale.webhooks;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.onsale.platform.Database;

/**
 * The table of deliveries as a queue: written in bulk, taken a few at a time under a lease, each
 * attempt a line in the log.
 *
 * <p>The number of attempts tells whether a delivery is still with whoever took it: what comes
 * after its lease has ended, and another has taken it, changes nothing.
 */
@Singleton
final class DeliveryRows {
  private static final int SWEPT_AT_ONCE = 1000;

  private final Database database;
  private final Clock clock;

  @Inject
  DeliveryRows(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * Stores what is new of these, in one statement: so no message is there before an earlier one.
   */
  void store(List<NewDelivery> deliveries) {
    if (deliveries.isEmpty()) {
      return;
    }
    String sql =
        """
        INSERT INTO webhook_delivery (endpoint, event_id, order_code, position, message, type, body,
                                      next_attempt_at, created_at)
        SELECT endpoint, event_id, order_code, position, message, type, body, :now, :now
          FROM unnest(:endpoints, :events, :orders, :positions, :messages, :types, :bodies)
            AS new (endpoint, event_id, order_code, position, message, type, body)
         ORDER BY position
            ON CONFLICT (event_id, endpoint, message) DO NOTHING
        """;
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("now", now())
                    .bindArray("endpoints", UUID.class, column(deliveries, NewDelivery::endpoint))
                    .bindArray("events", Long.class, column(deliveries, NewDelivery::event))
                    .bindArray("orders", String.class, column(deliveries, NewDelivery::order))
                    .bindArray("positions", Long.class, column(deliveries, NewDelivery::position))
                    .bindArray("messages", String.class, column(deliveries, NewDelivery::message))
                    .bindArray("types", String.class, column(deliveries, NewDelivery::type))
                    .bindArray("bodies", String.class, column(deliveries, NewDelivery::body))
                    .execute());
  }

  private static <T> List<T> column(List<NewDelivery> rows, Function<NewDelivery, T> column) {
    return rows.stream().map(column).toList();
  }

  /**
   * Takes what is due for an active endpoint, and begins the attempts. Of an order only the first
   * message that is open is ever taken.
   */
  List<WebhookDelivery> take(UUID endpoint, int limit, Duration lease) {
    String sql =
        """
        WITH due AS MATERIALIZED (
             SELECT event_id, id
               FROM webhook_delivery AS mine
              WHERE endpoint = :endpoint AND next_attempt_at <= :now
                AND NOT EXISTS (SELECT FROM webhook_delivery AS earlier
                                 WHERE earlier.endpoint = mine.endpoint
                                   AND earlier.event_id = mine.event_id
                                   AND earlier.order_code = mine.order_code
                                   AND earlier.position < mine.position
                                   AND earlier.next_attempt_at IS NOT NULL)
                AND EXISTS (SELECT FROM webhook_endpoint WHERE id = :endpoint AND status = 'active')
              ORDER BY next_attempt_at, id
              LIMIT :limit
                FOR UPDATE SKIP LOCKED),
        taken AS (
             UPDATE webhook_delivery
                SET status = 'sending', attempts = attempts + 1, next_attempt_at = :until
               FROM due
              WHERE webhook_delivery.event_id = due.event_id AND webhook_delivery.id = due.id
             RETURNING webhook_delivery.*),
        begun AS (
             INSERT INTO webhook_attempt (event_id, delivery_id, number, begun_at)
             SELECT event_id, id, attempts, :now FROM taken)
        SELECT * FROM taken ORDER BY id
        """;
    Instant now = now();
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("endpoint", endpoint)
                    .bind("now", now)
                    .bind("until", now.plus(lease))
                    .bind("limit", limit)
                    .mapTo(WebhookDelivery.class)
                    .list());
  }

  /**
   * Writes down how an attempt ended.
   *
   * @param next when it is tried again, if it is; of no meaning after a success
   */
  void finish(WebhookDelivery delivery, Reply reply, Instant begun, Duration took, Pause next) {
    WebhookDelivery.State state =
        reply.isSuccess()
            ? WebhookDelivery.State.DELIVERED
            : next.isLast() ? WebhookDelivery.State.FAILED : WebhookDelivery.State.WAITING;
    String sql =
        """
        WITH ended AS (
             UPDATE webhook_attempt
                SET begun_at = :begun, took_ms = :took, status = :answered, answer = :answer
              WHERE event_id = :event AND delivery_id = :id AND number = :number)
        UPDATE webhook_delivery
           SET status = :status,
               next_attempt_at = CASE WHEN :status = 'waiting' THEN :next::timestamptz END,
               ended_at = CASE WHEN :status = 'waiting' THEN NULL ELSE :now::timestamptz END
         WHERE event_id = :event AND id = :id AND attempts = :number AND status = 'sending'
        """;
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("begun", begun)
                    .bind("took", Math.toIntExact(took.toMillis()))
                    .bind("answered", reply.status())
                    .bind("answer", reply.answer())
                    .bind("event", delivery.eventId())
                    .bind("id", delivery.id())
                    .bind("number", delivery.attempts())
                    .bind("status", state.id())
                    .bind("next", now().plus(next.length()))
                    .bind("now", now())
                    .execute());
  }

  /** Removes what is older than that, and what was of endpoints that are gone; how much it was. */
  int sweep(Duration age) {
    String old =
        "SELECT event_id, id FROM webhook_delivery WHERE created_at < :before LIMIT :limit";
    String orphaned =
        """
        SELECT event_id, webhook_delivery.id
          FROM webhook_endpoint JOIN webhook_delivery ON endpoint = webhook_endpoint.id
         WHERE webhook_endpoint.status = 'removed' LIMIT :limit
        """;
    String gone =
        """
        DELETE FROM webhook_endpoint
         WHERE status = 'removed'
           AND NOT EXISTS (SELECT FROM webhook_delivery WHERE endpoint = webhook_endpoint.id)
        """;
    int swept = sweep(old, now().minus(age)) + sweep(orphaned, now().minus(age));
    database.jdbi().useHandle(handle -> handle.execute(gone));
    return swept;
  }

  private int sweep(String which, Instant before) {
    String sql =
        "DELETE FROM webhook_delivery USING ("
            + which
            + ") AS old WHERE webhook_delivery.event_id = old.event_id AND webhook_delivery.id = old.id";
    int swept = 0;
    int last;
    do {
      last =
          database
              .jdbi()
              .withHandle(
                  handle ->
                      handle
                          .createUpdate(sql)
                          .bind("before", before)
                          .bind("limit", SWEPT_AT_ONCE)
                          .execute());
      swept += last;
    } while (last == SWEPT_AT_ONCE);
    return swept;
  }
}
