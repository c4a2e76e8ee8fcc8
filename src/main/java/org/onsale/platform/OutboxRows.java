package org.onsale.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * The table of the outbox as its delivery reads and writes it, a round of messages at a time.
 *
 * <p>The number of attempts tells whether a message is still with whoever took it: what comes after
 * its lease has ended, and another has taken it, changes nothing.
 */
final class OutboxRows {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ERROR_LENGTH = 500;

  private final Database database;

  OutboxRows(Database database) {
    this.database = database;
  }

  record Row(long eventId, long id, String topic, String payload, Instant createdAt, int attempts) {

    OutboxMessage message() throws JsonProcessingException {
      return new OutboxMessage(
          new EventId(eventId), id, topic, JSON.readTree(payload), createdAt, attempts);
    }
  }

  record Failed(Row row, String error) {}

  /** The most attempts stand here as in the index {@code outbox_due}, which they lead to. */
  static final String TAKE =
      """
      WITH due AS MATERIALIZED (
           SELECT event_id, id
             FROM outbox
            WHERE done_at IS NULL AND attempts < 30
              AND next_attempt_at <= now() AND topic = ANY (:topics)
            ORDER BY next_attempt_at
            LIMIT :limit
              FOR UPDATE SKIP LOCKED)
      UPDATE outbox
         SET attempts = attempts + 1, next_attempt_at = now() + :lease * interval '1 second'
        FROM due
       WHERE outbox.event_id = due.event_id AND outbox.id = due.id
      RETURNING outbox.event_id, outbox.id, topic, payload::text AS payload,
                created_at, attempts
      """;

  /**
   * Keeps the planner to the index and its order. In a sale it knows the table as it was before,
   * nearly empty, and would read and sort all that wait for each round.
   */
  static final String IN_ORDER =
      """
      SELECT set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true)
      """;

  /** Takes messages that are due, those first that have been for longest. */
  List<Row> take(Collection<String> topics, int limit, Duration lease) {
    return database
        .jdbi()
        .inTransaction(
            handle -> {
              handle.execute(IN_ORDER);
              return handle
                  .createQuery(TAKE)
                  .bindArray("topics", String.class, topics.toArray())
                  .bind("limit", limit)
                  .bind("lease", lease.toSeconds())
                  .mapTo(Row.class)
                  .list();
            });
  }

  void finish(List<Row> delivered) {
    String sql =
        """
        UPDATE outbox
           SET done_at = now(), last_error = NULL
          FROM unnest(?::bigint[], ?::bigint[], ?::int[]) AS taken (event_id, id, attempts)
         WHERE outbox.event_id = taken.event_id AND outbox.id = taken.id
        """;
    update(sql, delivered);
  }

  /** Gives messages back that nobody has begun to deliver: at once, and as if never taken. */
  void giveBack(List<Row> untouched) {
    String sql =
        """
        UPDATE outbox
           SET attempts = outbox.attempts - 1, next_attempt_at = now()
          FROM unnest(?::bigint[], ?::bigint[], ?::int[]) AS taken (event_id, id, attempts)
         WHERE outbox.event_id = taken.event_id AND outbox.id = taken.id
           AND outbox.attempts = taken.attempts
        """;
    update(sql, untouched);
  }

  private void update(String sql, List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bindKeys(statement, rows);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("the outbox cannot be written", e);
    }
  }

  private static void bindKeys(PreparedStatement statement, List<Row> rows) throws SQLException {
    statement.setQueryTimeout(Math.toIntExact(Database.STATEMENT_LIMIT.toSeconds()));
    Unnest.column(statement, 1, "int8", rows, Row::eventId);
    Unnest.column(statement, 2, "int8", rows, Row::id);
    Unnest.column(statement, 3, "int4", rows, Row::attempts);
  }

  /** For 10 s, 20 s, 40 s … up to an hour. */
  void putOff(List<Failed> failed) {
    if (failed.isEmpty()) {
      return;
    }
    String sql =
        """
        UPDATE outbox
           SET last_error = taken.error,
               next_attempt_at = now() + least(interval '1 hour',
                                               interval '5 seconds' * 2 ^ least(taken.attempts, 20))
          FROM unnest(?::bigint[], ?::bigint[], ?::int[], ?::text[])
            AS taken (event_id, id, attempts, error)
         WHERE outbox.event_id = taken.event_id AND outbox.id = taken.id
           AND outbox.attempts = taken.attempts
        """;
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bindKeys(statement, failed.stream().map(Failed::row).toList());
      Unnest.column(statement, 4, "text", failed, each -> shortened(each.error()));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("the outbox cannot be written", e);
    }
  }

  /** Without the character that PostgreSQL's texts cannot have. */
  private static String shortened(String error) {
    return error.substring(0, Math.min(error.length(), ERROR_LENGTH)).replace("\0", "");
  }
}
