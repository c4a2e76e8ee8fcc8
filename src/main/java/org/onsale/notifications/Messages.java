package org.onsale.notifications;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onsale.orders.OrderCode;
import org.onsale.platform.Database;
import org.onsale.platform.EventId;
import org.onsale.platform.Page;
import org.onsale.platform.SentMail;
import org.onsale.platform.Unnest;

/** The messages that were written to buyers. */
@Singleton
public final class Messages implements SentMail {
  /** Messages on a page at most. */
  public static final int MAX_PAGE = 100;

  private final Database database;
  private final Enclosures enclosures;

  @Inject
  Messages(Database database, Enclosures enclosures) {
    this.database = database;
    this.enclosures = enclosures;
  }

  /**
   * The newest first.
   *
   * @param cursor of an earlier page; null for the first
   */
  public Page<Message> list(@Nullable String cursor, int limit) {
    int size = Math.clamp(limit, 1, MAX_PAGE);
    String sql =
        """
        SELECT *
          FROM message
         WHERE id < :before
         ORDER BY id DESC
         LIMIT :limit
        """;
    long before =
        cursor != null && cursor.matches("[0-9]{1,18}") ? Long.parseLong(cursor) : Long.MAX_VALUE;
    List<Message> read =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(sql)
                        .bind("before", before)
                        .bind("limit", size + 1)
                        .mapTo(Message.class)
                        .list());
    return Page.of(read, size, message -> Long.toString(message.id()));
  }

  public Optional<Message> find(EventId event, long id) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT * FROM message WHERE event_id = :event AND id = :id")
                    .bind("event", event.value())
                    .bind("id", id)
                    .mapTo(Message.class)
                    .findOne());
  }

  @Override
  public Page<Mail> mails(@Nullable String cursor, int limit) {
    return list(cursor, limit).map(Messages::mail);
  }

  @Override
  public Optional<Mail> mail(EventId event, long id) {
    return find(event, id).map(Messages::mail);
  }

  @Override
  public List<Attachment> attachments(EventId event, long id) {
    return find(event, id)
        .flatMap(message -> OrderCode.parse(message.orderCode()))
        .map(enclosures::of)
        .orElse(List.of());
  }

  private static Mail mail(Message message) {
    return new Mail(
        new EventId(message.eventId()),
        message.id(),
        message.recipient(),
        message.subject(),
        message.bodyText(),
        message.bodyHtml(),
        message.writtenAt(),
        message.sentAt());
  }

  /** A message that is not written down yet. */
  record Letter(
      OrderCode order, String kind, String recipient, String subject, String text, String html) {}

  /** Stores messages, in one statement: of each order and kind the first stays as it was. */
  void storeAll(List<Letter> letters) throws SQLException {
    if (letters.isEmpty()) {
      return;
    }
    String sql =
        """
        INSERT INTO message (event_id, kind, order_code, message_id, recipient, subject, body_text,
                             body_html, status)
        SELECT event_id, kind, order_code, message_id, recipient, subject, body_text, body_html,
               'stored'
          FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                      ?::text[])
            AS new (event_id, kind, order_code, message_id, recipient, subject, body_text,
                    body_html)
            ON CONFLICT (event_id, order_code, kind) DO NOTHING
        """;
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setQueryTimeout(Math.toIntExact(Database.STATEMENT_LIMIT.toSeconds()));
      Unnest.column(statement, 1, "int8", letters, letter -> letter.order().event().value());
      Unnest.column(statement, 2, "text", letters, Letter::kind);
      Unnest.column(statement, 3, "text", letters, letter -> letter.order().value());
      Unnest.column(statement, 4, "text", letters, Messages::messageId);
      Unnest.column(statement, 5, "text", letters, Letter::recipient);
      Unnest.column(statement, 6, "text", letters, Letter::subject);
      Unnest.column(statement, 7, "text", letters, Letter::text);
      Unnest.column(statement, 8, "text", letters, Letter::html);
      statement.executeUpdate();
    }
  }

  private static String messageId(Letter letter) {
    return "<" + letter.order() + "." + letter.kind() + "@onsale>";
  }

  /** The message as it was stored. */
  Optional<Message> find(OrderCode order, String kind) {
    String sql =
        """
        SELECT * FROM message WHERE event_id = :event AND order_code = :order AND kind = :kind
        """;
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("event", order.event().value())
                    .bind("order", order.value())
                    .bind("kind", kind)
                    .mapTo(Message.class)
                    .findOne());
  }

  void sent(Message message) {
    String sql =
        """
        UPDATE message SET status = 'sent', sent_at = now()
         WHERE event_id = :event AND id = :id
        """;
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("event", message.eventId())
                    .bind("id", message.id())
                    .execute());
  }
}
