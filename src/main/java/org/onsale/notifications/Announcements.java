package org.onsale.notifications;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.orders.Cancellations;
import org.onsale.orders.Order;
import org.onsale.orders.Orders;
import org.onsale.orders.Refunds;
import org.onsale.platform.Database;
import org.onsale.platform.EventId;
import org.onsale.platform.FieldError;
import org.onsale.platform.Page;

/**
 * Tells all who have tickets of an event something: reminders, changes, the organiser's own words.
 *
 * <p>The orders are walked by their codes, some hundred at a time. How far the walk has come is
 * written in the transaction that stores its messages, and only if nobody else has come as far
 * meanwhile; so a killed node's walk is taken up where it was, and two nodes write nothing twice.
 */
@Singleton
public final class Announcements {
  private static final Logger LOG = Logger.getLogger(Announcements.class);

  /** Announcements on a page at most. */
  public static final int MAX_PAGE = 100;

  static final int AT_ONCE = 200;
  private static final int OPEN_AT_ONCE = 50;
  private static final Duration RUN = Duration.ofMinutes(1);

  private final Database database;
  private final Orders orders;
  private final Catalog catalog;
  private final LetterWriter writer;
  private final Providers providers;
  private final ReminderRefusals refusals;
  private final Refunds refunds;
  private final Messages messages;
  private final Clock clock;

  @Inject
  Announcements(
      Database database,
      Orders orders,
      Catalog catalog,
      LetterWriter writer,
      Providers providers,
      ReminderRefusals refusals,
      Refunds refunds,
      Messages messages,
      Clock clock) {
    this.database = database;
    this.orders = orders;
    this.catalog = catalog;
    this.writer = writer;
    this.providers = providers;
    this.refusals = refusals;
    this.refunds = refunds;
    this.messages = messages;
    this.clock = clock;
  }

  /** How many orders an announcement would be written to. */
  public int readers(EventId event) {
    return orders.count(event, readers(Kind.OWN));
  }

  /** Who has tickets; and those that a cancelled event has given their money back already. */
  private static Set<Order.Status> readers(Kind kind) {
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
    long before =
        cursor != null && cursor.matches("[0-9]{1,18}") ? Long.parseLong(cursor) : Long.MAX_VALUE;
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
                        .bind("before", before)
                        .bind("limit", size + 1)
                        .mapTo(Announcement.class)
                        .list());
    return Page.of(read, size, each -> Long.toString(each.id()));
  }

  /** What the messages of an announcement have come to, by state. */
  public Map<Message.State, Integer> states(Announcement announcement) {
    return messages.states(announcement.event(), announcement.about(), announcement.occasion());
  }

  /** Goes on with all that are open, a batch each in turn, for a minute at most. */
  int run() {
    Instant end = clock.instant().plus(RUN);
    int steps = 0;
    boolean more = true;
    while (more && clock.instant().isBefore(end) && !Thread.currentThread().isInterrupted()) {
      more = false;
      for (Announcement each : open()) {
        try {
          more |= step(each);
          steps++;
        } catch (RuntimeException e) {
          LOG.warnf(e, "Announcement %d of event %d waits", each.id(), each.eventId());
        }
      }
    }
    return steps;
  }

  private List<Announcement> open() {
    String sql =
        """
        SELECT * FROM announcement WHERE finished_at IS NULL ORDER BY started_at LIMIT :limit
        """;
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("limit", OPEN_AT_ONCE)
                    .mapTo(Announcement.class)
                    .list());
  }

  /** Writes to the next orders; answers whether there may be more. */
  boolean step(Announcement announcement) {
    Kind kind = announcement.about();
    Event event = catalog.event(announcement.event()).orElseThrow();
    List<Order> next =
        isOver(announcement, event)
            ? List.of()
            : orders.after(announcement.event(), readers(kind), announcement.afterCode(), AT_ONCE);
    List<Letter> letters = letters(announcement, event, next);
    boolean last = next.size() < AT_ONCE;
    try {
      return database
          .jdbi()
          .<Boolean, SQLException>inTransaction(
              handle -> {
                String sql =
                    """
                    UPDATE announcement
                       SET after_code = :to, done = done + :done,
                           finished_at = CASE WHEN :last THEN now() END
                     WHERE event_id = :event AND id = :id AND after_code = :from
                       AND finished_at IS NULL
                    """;
                int moved =
                    handle
                        .createUpdate(sql)
                        .bind("to", last ? announcement.afterCode() : code(next.getLast()))
                        .bind("done", next.size())
                        .bind("last", last)
                        .bind("event", announcement.eventId())
                        .bind("id", announcement.id())
                        .bind("from", announcement.afterCode())
                        .execute();
                if (moved == 1 && !letters.isEmpty()) {
                  MessageRows.store(handle.getConnection(), letters, providers.provided());
                }
                return !last;
              });
    } catch (SQLException e) {
      throw new IllegalStateException("messages cannot be stored", e);
    }
  }

  private static String code(Order order) {
    return order.code().value();
  }

  /** A reminder of a start that is another by now, or that nobody sees any more, says nothing. */
  private static boolean isOver(Announcement announcement, Event event) {
    return announcement.about().isReminder()
        && (event.status() != Event.Status.PUBLISHED
            || !event.startsAt().toString().equals(announcement.occasion()));
  }

  private List<Letter> letters(Announcement announcement, Event event, List<Order> next) {
    Kind kind = announcement.about();
    Set<String> refused = kind.isReminder() ? refusals.among(next) : Set.of();
    LetterWriter.Pen pen = writer.take();
    List<Letter> letters = new ArrayList<>();
    for (Order order : next) {
      boolean wanted = !refused.contains(ReminderRefusals.lower(order.buyer().email()));
      if (wanted && Reminders.needs(kind, order, event) && hadTickets(order)) {
        letters.addAll(
            pen.write(
                kind,
                announcement.occasion(),
                order,
                event,
                values -> more(announcement, order, values)));
      }
    }
    return letters;
  }

  /** Until the event was cancelled; who had given them back before has nothing to be told. */
  private boolean hadTickets(Order order) {
    return order.status() != Order.Status.REFUNDED
        || refunds.of(order.code()).stream().anyMatch(Cancellations::gave);
  }

  private Values more(Announcement announcement, Order order, Values values) {
    Kind kind = announcement.about();
    if (kind.isReminder()) {
      return values.with(Placeholder.UNSUBSCRIBE, refusals.link(order.code()));
    }
    if (kind == Kind.OWN) {
      return values
          .with(Placeholder.SUBJECT, announcement.subject())
          .with(Placeholder.MESSAGE, announcement.body());
    }
    Instant wasAt = announcement.wasAt();
    if (wasAt != null) {
      String when = Values.when(wasAt.atZone(ZoneId.of(announcement.wasZone())), values.locale());
      return values.with(Placeholder.BEFORE, when + "\n" + announcement.wasWhere());
    }
    return values;
  }
}
