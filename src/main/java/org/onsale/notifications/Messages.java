package org.onsale.notifications;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onsale.orders.OrderCode;
import org.onsale.platform.Database;
import org.onsale.platform.EventId;
import org.onsale.platform.Page;
import org.onsale.platform.SentMail;

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
         WHERE :before::bigint IS NULL OR id < :before
         ORDER BY id DESC
         LIMIT :limit
        """;
    Long before = cursor != null && cursor.matches("[0-9]{1,18}") ? Long.valueOf(cursor) : null;
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

  /** Stores a message once per order and kind; returns it as it stands. */
  Message store(
      EventId event,
      String kind,
      String order,
      String recipient,
      String subject,
      String text,
      String html) {
    String sql =
        """
        INSERT INTO message (event_id, kind, order_code, message_id, recipient, subject, body_text,
                             body_html, status)
        VALUES (:event, :kind, :order, :messageId, :recipient, :subject, :text, :html, 'stored')
        ON CONFLICT (event_id, order_code, kind) DO UPDATE SET kind = excluded.kind
        RETURNING *
        """;
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("event", event.value())
                    .bind("kind", kind)
                    .bind("order", order)
                    .bind("messageId", "<" + order + "." + kind + "@onsale>")
                    .bind("recipient", recipient)
                    .bind("subject", subject)
                    .bind("text", text)
                    .bind("html", html)
                    .mapTo(Message.class)
                    .one());
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
