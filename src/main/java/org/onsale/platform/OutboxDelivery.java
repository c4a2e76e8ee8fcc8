package org.onsale.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings the messages of the outbox to their handlers. Safe on several nodes: a message is taken
 * under a row lock, and its next attempt set before it is handled.
 */
@Singleton
public final class OutboxDelivery {
  private static final Logger LOG = Logger.getLogger(OutboxDelivery.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AT_ONCE = 50;
  private static final int ROUNDS = 40;
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

  /** Delivers what is due; returns how many messages were done. */
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

  /** Later and later: after 10 s, 20 s, 40 s … up to an hour. */
  private List<Row> take() {
    String sql =
        """
        UPDATE outbox
           SET attempts = attempts + 1,
               next_attempt_at = now() + least(interval '1 hour',
                                               interval '10 seconds' * 2 ^ least(attempts, 20))
         WHERE (event_id, id) IN (SELECT event_id, id
                                    FROM outbox
                                   WHERE done_at IS NULL AND next_attempt_at <= now()
                                     AND topic = ANY (:topics)
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
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("PostgreSQL gave JSON that is none", e);
    } catch (Exception e) {
      LOG.warnf(e, "Message %d of event %d will be tried again", row.id(), row.eventId());
      note(row, "last_error = :error", Objects.requireNonNullElse(e.getMessage(), e.toString()));
      return false;
    }
    note(row, "done_at = now(), last_error = :error", null);
    return true;
  }

  private void note(Row row, String what, @Nullable String error) {
    String kept = error == null ? null : error.substring(0, Math.min(error.length(), ERROR_LENGTH));
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        "UPDATE outbox SET " + what + " WHERE event_id = :event AND id = :id")
                    .bind("error", kept)
                    .bind("event", row.eventId())
                    .bind("id", row.id())
                    .execute());
  }
}
