package org.onsale.notifications;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Database;
import org.onsale.platform.Phrase;
import org.onsale.platform.Unnest;

/**
 * The table of messages as a queue: they are written in bulk, taken a few at a time under a lease,
 * and each attempt leaves a line in its log.
 *
 * <p>The number of attempts tells whether a message is still with whoever took it: what comes after
 * its lease has ended, and another has taken it, changes nothing.
 */
@Singleton
final class MessageRows {
  /** About a day, as the pauses grow. */
  static final int ATTEMPTS = 20;

  private static final int ANSWER_LENGTH = 500;

  private final Database database;

  @Inject
  MessageRows(Database database) {
    this.database = database;
  }

  /** The same in a transaction of its own. */
  void store(List<Letter> letters, Set<Channel> provided) throws SQLException {
    if (letters.isEmpty()) {
      return;
    }
    try (Connection connection = database.dataSource().getConnection()) {
      store(connection, letters, provided);
    }
  }

  /**
   * Stores messages, in one statement: of each order, kind, occasion and channel the first stays as
   * it was. They are due at once where there is a provider.
   */
  static void store(Connection transaction, List<Letter> letters, Set<Channel> provided)
      throws SQLException {
    String sql =
        """
        INSERT INTO message (event_id, kind, occasion, channel, order_code, message_id, language,
                             recipient, subject, body_text, body_html, urgency, not_after,
                             status, next_attempt_at)
        SELECT event_id, kind, occasion, channel, order_code, message_id, language, recipient,
               subject, body_text, body_html, urgency, not_after, 'stored',
               CASE WHEN channel = ANY (?) THEN now() END
          FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                      ?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::timestamptz[])
            AS new (event_id, kind, occasion, channel, order_code, message_id, language, recipient,
                    subject, body_text, body_html, urgency, not_after)
            ON CONFLICT (event_id, order_code, kind, occasion, channel) DO NOTHING
        """;
    try (PreparedStatement statement = transaction.prepareStatement(sql)) {
      statement.setQueryTimeout(Math.toIntExact(Database.STATEMENT_LIMIT.toSeconds()));
      Object[] ways = provided.stream().map(Channel::id).toArray();
      statement.setArray(1, transaction.createArrayOf("text", ways));
      Unnest.column(statement, 2, "int8", letters, letter -> letter.order().event().value());
      Unnest.column(statement, 3, "text", letters, letter -> letter.kind().id());
      Unnest.column(statement, 4, "text", letters, Letter::occasion);
      Unnest.column(statement, 5, "text", letters, letter -> letter.channel().id());
      Unnest.column(statement, 6, "text", letters, letter -> letter.order().value());
      Unnest.column(statement, 7, "text", letters, Letter::messageId);
      Unnest.column(statement, 8, "text", letters, letter -> letter.language().id());
      Unnest.column(statement, 9, "text", letters, Letter::recipient);
      Unnest.column(statement, 10, "text", letters, Letter::subject);
      Unnest.column(statement, 11, "text", letters, Letter::text);
      Unnest.column(statement, 12, "text", letters, Letter::html);
      Unnest.column(statement, 13, "int4", letters, letter -> letter.urgency().ordinal());
      Unnest.column(statement, 14, "timestamptz", letters, MessageRows::notAfter);
      statement.executeUpdate();
    }
  }

  private static @Nullable String notAfter(Letter letter) {
    Instant notAfter = letter.notAfter();
    return notAfter == null ? null : notAfter.toString();
  }

  /** Takes messages that are due, the urgent ones first, and begins their attempts. */
  List<Message> take(Channel channel, int limit, Duration lease) {
    String sql =
        """
        WITH due AS MATERIALIZED (
             SELECT event_id, id
               FROM message
              WHERE channel = :channel AND next_attempt_at <= now()
              ORDER BY urgency, next_attempt_at
              LIMIT :limit
                FOR UPDATE SKIP LOCKED),
        taken AS (
             UPDATE message
                SET status = 'sending', attempts = attempts + 1,
                    next_attempt_at = now() + :lease * interval '1 second'
               FROM due
              WHERE message.event_id = due.event_id AND message.id = due.id
             RETURNING message.*),
        begun AS (
             INSERT INTO message_attempt (event_id, message_id, number, begun_at)
             SELECT event_id, id, attempts, clock_timestamp() FROM taken)
        SELECT * FROM taken ORDER BY urgency, id
        """;
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("channel", channel.id())
                    .bind("limit", limit)
                    .bind("lease", lease.toSeconds())
                    .mapTo(Message.class)
                    .list());
  }

  /** Writes down that a message was not sent, because it is not true any more. */
  void overtaken(Message message, Phrase why) {
    finish(message, why.toStore(), "overtaken", Message.State.OVERTAKEN);
  }

  /** Writes down how an attempt ended, and what follows from it. */
  void finish(Message message, ProviderAnswer answer) {
    switch (answer) {
      case ProviderAnswer.Accepted(String words) ->
          finish(message, words, "accepted", Message.State.SENT);
      case ProviderAnswer.Refused(String words) ->
          finish(message, words, "refused", Message.State.BOUNCED);
      case ProviderAnswer.Later(String words) ->
          finish(
              message,
              words,
              "later",
              message.attempts() < message.giveUpAfter()
                  ? Message.State.STORED
                  : Message.State.FAILED);
    }
  }

  /** The pauses double from half a minute to two hours; those of a second series begin anew. */
  private void finish(Message message, String answer, String outcome, Message.State state) {
    String sql =
        """
        WITH ended AS (
             UPDATE message_attempt
                SET ended_at = clock_timestamp(), outcome = :outcome, answer = :answer
              WHERE event_id = :event AND message_id = :id AND number = :number)
        UPDATE message
           SET status = :status,
               sent_at = CASE WHEN :status = 'sent' THEN now() ELSE sent_at END,
               next_attempt_at = CASE WHEN :status = 'stored' THEN
                   now() + least(interval '2 hours',
                                 interval '15 seconds'
                                 * 2 ^ greatest(1, attempts - give_up_after + :most)) END
         WHERE event_id = :event AND id = :id AND attempts = :number
        """;
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("outcome", outcome)
                    .bind("answer", shortened(answer))
                    .bind("status", state.id())
                    .bind("most", ATTEMPTS)
                    .bind("event", message.eventId())
                    .bind("id", message.id())
                    .bind("number", message.attempts())
                    .execute());
  }

  /** Without the character that PostgreSQL's texts cannot have. */
  private static String shortened(String answer) {
    return answer.substring(0, Math.min(answer.length(), ANSWER_LENGTH)).replace("\0", "");
  }

  /** Gives messages back that nobody has begun to send: at once, and as if never taken. */
  void giveBack(Collection<Message> untouched) {
    String sql =
        """
        WITH given AS (
             UPDATE message
                SET status = 'stored', attempts = attempts - 1, next_attempt_at = now()
               FROM unnest(:events::bigint[], :ids::bigint[], :numbers::int[])
                 AS taken (event_id, id, number)
              WHERE message.event_id = taken.event_id AND message.id = taken.id
                AND message.attempts = taken.number
             RETURNING taken.*)
        DELETE FROM message_attempt
         USING given
         WHERE message_attempt.event_id = given.event_id AND message_id = given.id
           AND message_attempt.number = given.number
        """;
    if (untouched.isEmpty()) {
      return;
    }
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(sql)
                    .bindArray("events", Long.class, column(untouched, Message::eventId))
                    .bindArray("ids", Long.class, column(untouched, Message::id))
                    .bindArray("numbers", Integer.class, column(untouched, Message::attempts))
                    .execute());
  }

  private static <T> List<T> column(Collection<Message> messages, Function<Message, T> column) {
    return messages.stream().map(column).toList();
  }
}
