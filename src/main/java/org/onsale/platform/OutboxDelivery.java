package org.onsale.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Brings the messages of the outbox to their handlers, at least once each.
 *
 * <p>Safe on several nodes: a message is taken in a statement of its own, which locks it, skips
 * those that others lock, and puts its next attempt off, so nobody holds a transaction while a
 * handler works. A node that dies leaves the message to the next one after {@link #LEASE}; a
 * handler that fails sees it again later and later, {@link #ATTEMPTS} times, about a day. Then it
 * stays, with its last error, for somebody to look at.
 */
@Singleton
public final class OutboxDelivery {
  /** For how long a message is left to the node that took it. */
  static final Duration LEASE = Duration.ofMinutes(5);

  static final int ATTEMPTS = 30;

  private static final Logger LOG = Logger.getLogger(OutboxDelivery.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AT_ONCE = 10;
  private static final int ROUNDS = 100;
  private static final int ERROR_LENGTH = 500;

  private final Database database;
  private final Map<String, OutboxHandler> handlers;

  @Inject
  public OutboxDelivery(Database database, @All List<OutboxHandler> handlers) {
    this.database = database;
    this.handlers =
        handlers.stream().collect(Collectors.toMap(OutboxHandler::topic, Function.identity()));
  }

  record Row(long eventId, long id, String topic, String payload, int attempts) {}

  /** Delivers what is due; returns how many messages were carried out. */
  public int run() {
    int done = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<Row> due = take();
      for (Row row : due) {
        done += deliver(row) ? 1 : 0;
      }
      if (due.size() < AT_ONCE) {
        break;
      }
    }
    return done;
  }

  private List<Row> take() {
    String sql =
        """
        UPDATE outbox
           SET attempts = attempts + 1, next_attempt_at = now() + :lease * interval '1 second'
         WHERE (event_id, id) IN (SELECT event_id, id
                                    FROM outbox
                                   WHERE done_at IS NULL AND next_attempt_at <= now()
                                     AND attempts < :attempts AND topic = ANY (:topics)
                                   ORDER BY next_attempt_at
                                   LIMIT :limit
                                     FOR UPDATE SKIP LOCKED)
        RETURNING event_id, id, topic, payload::text AS payload, attempts
        """;
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("lease", LEASE.toSeconds())
                    .bind("attempts", ATTEMPTS)
                    .bindArray("topics", String.class, handlers.keySet().toArray())
                    .bind("limit", AT_ONCE)
                    .mapTo(Row.class)
                    .list());
  }

  private boolean deliver(Row row) {
    try {
      Objects.requireNonNull(handlers.get(row.topic()))
          .handle(
              new OutboxMessage(
                  new EventId(row.eventId()),
                  row.id(),
                  row.topic(),
                  JSON.readTree(row.payload()),
                  row.attempts()));
    } catch (Exception e) {
      LOG.warnf(e, "Message %d of event %d failed", row.id(), row.eventId());
      putOff(row, e.getMessage() == null ? e.toString() : e.getMessage());
      return false;
    }
    finish(row);
    return true;
  }

  /** For 10 s, 20 s, 40 s … up to an hour. */
  private void putOff(Row row, String error) {
    String sql =
        """
        UPDATE outbox
           SET last_error = :error,
               next_attempt_at = now() + least(interval '1 hour',
                                               interval '5 seconds' * 2 ^ least(attempts, 20))
         WHERE event_id = :event AND id = :id AND attempts = :attempts
        """;
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("error", error.substring(0, Math.min(error.length(), ERROR_LENGTH)))
                    .bind("event", row.eventId())
                    .bind("id", row.id())
                    .bind("attempts", row.attempts())
                    .execute());
  }

  private void finish(Row row) {
    String sql =
        """
        UPDATE outbox SET done_at = now(), last_error = NULL
         WHERE event_id = :event AND id = :id
        """;
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("event", row.eventId())
                    .bind("id", row.id())
                    .execute());
  }
}
