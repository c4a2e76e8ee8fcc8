package org.onsale.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Looks at what waits in the outbox, for handlers that must see some of it in order. */
@Singleton
public final class OutboxReader {
  private final Database database;

  @Inject
  public OutboxReader(Database database) {
    this.database = database;
  }

  /**
   * The messages that are written before one of these about the same thing, and have not been
   * carried out: the outbox brings them in any order.
   *
   * @param field of the payload that says what a message is about
   * @param topics of the messages that count
   */
  public List<OutboxMessage> before(
      List<OutboxMessage> messages, String field, Collection<String> topics) {
    String sql =
        """
        SELECT DISTINCT outbox.event_id, outbox.id, topic, payload::text AS payload,
                        outbox.created_at, attempts
          FROM unnest(:events, :ids, :things) AS heard (event_id, id, thing)
          JOIN outbox ON outbox.event_id = heard.event_id AND outbox.id < heard.id
                     AND payload ->> :field = heard.thing
         WHERE done_at IS NULL AND attempts < 30 AND topic = ANY (:topics)
         ORDER BY outbox.id
        """;
    List<OutboxRows.Row> rows =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(sql)
                        .bindArray(
                            "events",
                            Long.class,
                            messages.stream().map(m -> m.event().value()).toList())
                        .bindArray(
                            "ids", Long.class, messages.stream().map(OutboxMessage::id).toList())
                        .bindArray(
                            "things",
                            String.class,
                            messages.stream().map(m -> m.payload().path(field).asText()).toList())
                        .bindArray("topics", String.class, topics.toArray())
                        .bind("field", field)
                        .mapTo(OutboxRows.Row.class)
                        .list());
    List<OutboxMessage> before = new ArrayList<>();
    for (OutboxRows.Row row : rows) {
      try {
        before.add(row.message());
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("message " + row.id() + " holds no JSON", e);
      }
    }
    return before;
  }
}
