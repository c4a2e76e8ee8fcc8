package org.onsale.notifications;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onsale.orders.Order;
import org.onsale.orders.Orders;
import org.onsale.platform.Database;
import org.onsale.platform.EventId;
import org.onsale.platform.FieldError;
import org.onsale.platform.Page;

/**
 * Tells all who have tickets of an event something: reminders, changes, the organiser's own words.
 * {@link AnnouncementWalk} writes them.
 */
@Singleton
public final class Announcements {
  /** Announcements on a page at most. */
  public static final int MAX_PAGE = 100;

  private final Database database;
  private final Orders orders;
  private final Messages messages;

  @Inject
  Announcements(Database database, Orders orders, Messages messages) {
    this.database = database;
    this.orders = orders;
    this.messages = messages;
  }

  /** How many orders an announcement would be written to. */
  public int readers(EventId event) {
    return orders.count(event, readers(Kind.OWN));
  }

  /** Who has tickets; and those that a cancelled event has given their money back already. */
  static Set<Order.Status> readers(Kind kind) {
    return kind == Kind.EVENT_CANCELLED
        ? EnumSet.of(Order.Status.CONFIRMED, Order.Status.PAID, Order.Status.REFUNDED)
        : EnumSet.of(Order.Status.CONFIRMED, Order.Status.PAID);
  }

  /** What became of the wish to write to all buyers of an event. */
  public sealed interface AnnounceOutcome {
    /** It is being written, now or since before. */
    record Begun(Announcement announcement) implements AnnounceOutcome {}

    record Refused(List<FieldError> faults) implements AnnounceOutcome {}
  }

  /**
   * Begins to write the organiser's own words to all who have tickets of the event.
   *
   * @param id made by the caller: the same again begins nothing anew
   */
  public AnnounceOutcome announce(EventId event, UUID id, String subject, String message) {
    List<FieldError> faults = faults(subject, message);
    if (!faults.isEmpty()) {
      return new AnnounceOutcome.Refused(faults);
    }
    begin(event, Kind.OWN, id.toString(), new Own(subject.strip(), message.strip()), null);
    return new AnnounceOutcome.Begun(find(event, Kind.OWN, id.toString()).orElseThrow());
  }

  /** What keeps words from being sent; empty when nothing does. Braces stand for themselves. */
  public static List<FieldError> faults(String subject, String message) {
    return new Template(subject, message).faultsOfForm(Channel.MAIL);
  }

  private record Own(String subject, String body) {}

  /** When and where an event was to be before. */
  record Was(Instant at, String where, String zone) {}

  /** Begins an announcement whose words are the kind's; nothing when it was begun before. */
  void begin(EventId event, Kind kind, String occasion, @Nullable Was was) {
    begin(event, kind, occasion, new Own("", ""), was);
  }

  private void begin(EventId event, Kind kind, String occasion, Own own, @Nullable Was was) {
    if (find(event, kind, occasion).isPresent()) {
      return;
    }
    String sql =
        """
        INSERT INTO announcement (event_id, kind, occasion, subject, body, was_at, was_where,
                                  was_zone, orders)
        VALUES (:event, :kind, :occasion, :subject, :body, :wasAt, :wasWhere, :wasZone, :orders)
            ON CONFLICT (event_id, kind, occasion) DO NOTHING
        """;
    int readers = orders.count(event, readers(kind));
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("event", event.value())
                    .bind("kind", kind.id())
                    .bind("occasion", occasion)
                    .bind("subject", own.subject())
                    .bind("body", own.body())
                    .bind("wasAt", was == null ? null : was.at())
                    .bind("wasWhere", was == null ? "" : was.where())
                    .bind("wasZone", was == null ? "" : was.zone())
                    .bind("orders", readers)
                    .execute());
  }

  Optional<Announcement> find(EventId event, Kind kind, String occasion) {
    String sql =
        """
        SELECT * FROM announcement
         WHERE event_id = :event AND kind = :kind AND occasion = :occasion
        """;
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("event", event.value())
                    .bind("kind", kind.id())
                    .bind("occasion", occasion)
                    .mapTo(Announcement.class)
                    .findOne());
  }

  public Optional<Announcement> find(EventId event, long id) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT * FROM announcement WHERE event_id = :event AND id = :id")
                    .bind("event", event.value())
                    .bind("id", id)
                    .mapTo(Announcement.class)
                    .findOne());
  }

  /** The organiser's own, by the id that it was begun with. */
  public Optional<Announcement> find(EventId event, UUID id) {
    return find(event, Kind.OWN, id.toString());
  }

  /**
   * The announcements of an event, the newest first.
   *
   * @param cursor of an earlier page; null for the first
   */
  public Page<Announcement> list(EventId event, @Nullable String cursor, int limit) {
    int size = Math.clamp(limit, 1, MAX_PAGE);
    String sql =
        """
        SELECT * FROM announcement
         WHERE event_id = :event AND id < :before
         ORDER BY id DESC
         LIMIT :limit
        """;
    List<Announcement> read =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(sql)
                        .bind("event", event.value())
                        .bind("before", Page.before(cursor))
                        .bind("limit", size + 1)
                        .mapTo(Announcement.class)
                        .list());
    return Page.of(read, size, each -> Long.toString(each.id()));
  }

  /** What the messages of an announcement have come to, by state. */
  public Map<Message.State, Integer> states(Announcement announcement) {
    return messages.states(announcement.event(), announcement.about(), announcement.occasion());
  }
}
