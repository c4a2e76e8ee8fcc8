package org.onsale.notifications;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.Postponement;
import org.onsale.orders.Cancellations;
import org.onsale.orders.Order;
import org.onsale.orders.OrderLine;
import org.onsale.orders.Orders;
import org.onsale.orders.Refund;
import org.onsale.orders.Refunds;
import org.onsale.platform.Database;
import org.onsale.platform.Language;

/**
 * Writes announcements to the orders of their events.
 *
 * <p>The orders are walked by their codes, some hundred at a time. How far the walk has come is
 * written in the transaction that stores its messages, and only if nobody else has come as far
 * meanwhile; so a killed node's walk is taken up where it was, and two nodes write nothing twice.
 */
@Singleton
final class AnnouncementWalk {
  private static final Logger LOG = Logger.getLogger(AnnouncementWalk.class);

  static final int AT_ONCE = 200;
  private static final int OPEN_AT_ONCE = 50;
  private static final Duration RUN = Duration.ofMinutes(1);

  private final Database database;
  private final Orders orders;
  private final Refunds refunds;
  private final Catalog catalog;
  private final LetterWriter writer;
  private final Providers providers;
  private final ReminderRefusals refusals;
  private final Clock clock;

  @Inject
  AnnouncementWalk(
      Database database,
      Orders orders,
      Refunds refunds,
      Catalog catalog,
      LetterWriter writer,
      Providers providers,
      ReminderRefusals refusals,
      Clock clock) {
    this.database = database;
    this.orders = orders;
    this.refunds = refunds;
    this.catalog = catalog;
    this.writer = writer;
    this.providers = providers;
    this.refusals = refusals;
    this.clock = clock;
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
    Event event = catalog.eventNow(announcement.event()).orElseThrow();
    List<Order> next =
        isOver(announcement, event)
            ? List.of()
            : orders.after(
                announcement.event(),
                Announcements.readers(kind),
                announcement.afterCode(),
                AT_ONCE);
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

  /**
   * A reminder of a start that is another by now, or that comes too late, says nothing; nor does
   * the move of an event that was cancelled since.
   */
  private boolean isOver(Announcement announcement, Event event) {
    Kind kind = announcement.about();
    if (kind.isOfMove()) {
      return event.status() == Event.Status.CANCELLED;
    }
    return kind.isReminder()
        && (!Reminders.isOf(event, announcement.occasion())
            || !clock.instant().isBefore(Reminders.until(kind, event.startsAtVenue())));
  }

  /** Who had given all tickets back before has nothing to be told. */
  private List<Letter> letters(Announcement announcement, Event event, List<Order> next) {
    Kind kind = announcement.about();
    Set<String> refused = kind.isReminder() ? refusals.among(next) : Set.of();
    Map<String, List<Refund>> given =
        refunds.of(event.id(), next.stream().map(Order::code).toList());
    LetterWriter.Pen pen = writer.take();
    List<Letter> letters = new ArrayList<>();
    for (Order order : next) {
      boolean wanted = !refused.contains(ReminderRefusals.lower(order.buyer().email()));
      List<OrderLine> had = had(order, given.getOrDefault(code(order), List.of()));
      if (wanted && Reminders.needs(kind, order, event) && !had.isEmpty()) {
        letters.addAll(
            pen.write(
                kind,
                announcement.occasion(),
                order,
                had,
                event,
                values -> more(announcement, order, event, values)));
      }
    }
    return letters;
  }

  /** Who has the money back because the event was cancelled had these places until then. */
  private static List<OrderLine> had(Order order, List<Refund> given) {
    return LetterWriter.left(
        order, given.stream().filter(refund -> !Cancellations.gave(refund)).toList());
  }

  private Values more(Announcement announcement, Order order, Event event, Values values) {
    Kind kind = announcement.about();
    if (kind.isReminder()) {
      return values.with(Placeholder.UNSUBSCRIBE, refusals.link(order.code()));
    }
    if (kind == Kind.OWN) {
      return values
          .with(Placeholder.SUBJECT, announcement.subject())
          .with(Placeholder.MESSAGE, announcement.body());
    }
    Postponement postponement = event.postponement();
    if (kind == Kind.EVENT_POSTPONED && postponement != null) {
      var until = postponement.chooseUntil().atZone(event.venue().timeZone());
      return before(announcement, values)
          .with(Placeholder.CHOOSE_BY, Language.when(until, values.locale()));
    }
    return before(announcement, values);
  }

  private static Values before(Announcement announcement, Values values) {
    Instant wasAt = announcement.wasAt();
    if (wasAt == null) {
      return values;
    }
    String when = Language.when(wasAt.atZone(ZoneId.of(announcement.wasZone())), values.locale());
    return values.with(Placeholder.BEFORE, when + "\n" + announcement.wasWhere());
  }
}
