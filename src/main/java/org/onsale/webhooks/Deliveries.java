package org.onsale.webhooks;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Database;
import org.onsale.platform.Page;

/** What endpoints were told, what became of it, and how to have it sent again. */
@Singleton
public final class Deliveries {
  /** Deliveries on a page at most. */
  public static final int MAX_PAGE = 100;

  private final Database database;
  private final Clock clock;

  @Inject
  Deliveries(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Those of an endpoint, the newest first.
   *
   * @param state null for all
   * @param cursor of an earlier page; null for the first
   */
  public Page<WebhookDelivery> list(
      Endpoint endpoint,
      WebhookDelivery.@Nullable State state,
      @Nullable String cursor,
      int limit) {
    int size = Math.clamp(limit, 1, MAX_PAGE);
    String sql =
        """
        SELECT *
          FROM webhook_delivery
         WHERE endpoint = :endpoint AND id < :before
           AND (:status::text IS NULL OR status = :status)
         ORDER BY id DESC
         LIMIT :limit
        """;
    List<WebhookDelivery> read =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(sql)
                        .bind("endpoint", endpoint.id())
                        .bind("before", Page.before(cursor))
                        .bind("status", state == null ? null : state.id())
                        .bind("limit", size + 1)
                        .mapTo(WebhookDelivery.class)
                        .list());
    return Page.of(read, size, delivery -> Long.toString(delivery.id()));
  }

  public Optional<WebhookDelivery> find(UUID endpoint, long id) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT * FROM webhook_delivery WHERE endpoint = :endpoint AND id = :id")
                    .bind("endpoint", endpoint)
                    .bind("id", id)
                    .mapTo(WebhookDelivery.class)
                    .findOne());
  }

  /** The attempts to deliver it, the last first; old ones may be left out. */
  public List<WebhookAttempt> attempts(WebhookDelivery delivery) {
    String sql =
        """
        SELECT number, begun_at, took_ms, status, answer
          FROM webhook_attempt
         WHERE event_id = :event AND delivery_id = :id
         ORDER BY number DESC
         LIMIT :limit
        """;
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("event", delivery.eventId())
                    .bind("id", delivery.id())
                    .bind("limit", MAX_PAGE)
                    .mapTo(WebhookAttempt.class)
                    .list());
  }

  /** Begins a new series of attempts, under the same id; one that is being sent stays so. */
  public void replay(WebhookDelivery delivery) {
    String sql =
        """
        UPDATE webhook_delivery
           SET status = 'waiting', series = attempts, next_attempt_at = :now, ended_at = NULL
         WHERE event_id = :event AND id = :id AND status <> 'sending'
        """;
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("now", clock.instant())
                    .bind("event", delivery.eventId())
                    .bind("id", delivery.id())
                    .execute());
  }

  /** The same for all that were given up and are not older; how many these are. */
  public int replayFailed(Endpoint endpoint, Instant since) {
    String sql =
        """
        UPDATE webhook_delivery
           SET status = 'waiting', series = attempts, next_attempt_at = :now, ended_at = NULL
         WHERE endpoint = :endpoint AND status = 'failed' AND created_at >= :since
        """;
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("now", clock.instant())
                    .bind("endpoint", endpoint.id())
                    .bind("since", since)
                    .execute());
  }
}
