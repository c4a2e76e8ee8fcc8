package org.onsale.notifications;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventSummary;
import org.onsale.catalog.Search;
import org.onsale.orders.Order;
import org.onsale.platform.Page;

/**
 * Begins the reminders of the events that are about to start. Each is an announcement whose
 * occasion is the start, so it is begun once, on whichever node, and again when the event is moved.
 */
@Singleton
final class Reminders {
  /** A day by the clocks at the venue may have an hour more. */
  private static final Duration AHEAD = Duration.ofHours(25);

  private static final int MOST_PAGES = 100;

  private final Catalog catalog;
  private final Announcements announcements;
  private final Clock clock;

  @Inject
  Reminders(Catalog catalog, Announcements announcements, Clock clock) {
    this.catalog = catalog;
    this.announcements = announcements;
    this.clock = clock;
  }

  /** Begins what is due. */
  void run() {
    Instant now = clock.instant();
    String cursor = null;
    for (int i = 0; i < MOST_PAGES; i++) {
      Page<EventSummary> page = catalog.published(Search.ALL, cursor, Catalog.MAX_PAGE);
      page.items().forEach(event -> remind(event, now));
      cursor = page.next();
      if (cursor == null || isFarOff(page, now)) {
        return;
      }
    }
  }

  /** They come by their starts. */
  private static boolean isFarOff(Page<EventSummary> page, Instant now) {
    return page.items().getLast().startsAt().isAfter(now.plus(AHEAD));
  }

  private void remind(EventSummary event, Instant now) {
    Kind kind = due(event, now);
    if (kind != null) {
      announcements.begin(event.id(), kind, event.startsAt().toString(), null);
    }
  }

  /** The earlier reminder is left out when it is time for the later one. */
  private static @Nullable Kind due(EventSummary event, Instant now) {
    if (event.dateOpen() || !now.isBefore(event.startsAt())) {
      return null;
    }
    if (!now.isBefore(hoursBefore(event.startsAt()))) {
      return Kind.REMINDER_HOURS;
    }
    Instant dayBefore = event.startsAtVenue().minusDays(1).toInstant();
    return now.isBefore(dayBefore) ? null : Kind.REMINDER_DAY;
  }

  private static Instant hoursBefore(Instant start) {
    return start.minus(Duration.ofHours(2));
  }

  /** Who ordered after the time of a reminder was just told when the event begins. */
  static boolean needs(Kind kind, Order order, Event event) {
    return switch (kind) {
      case REMINDER_DAY ->
          order.createdAt().isBefore(event.startsAtVenue().minusDays(1).toInstant());
      case REMINDER_HOURS -> order.createdAt().isBefore(hoursBefore(event.startsAt()));
      case ORDER_PAID,
          PAYMENT_FAILED,
          ORDER_EXPIRED,
          PLACES_OFFERED,
          PAYMENT_RETURNED,
          ORDER_LINK,
          ORDER_CANCELLED,
          ORDER_REFUNDED,
          EVENT_CHANGED,
          EVENT_POSTPONED,
          EVENT_CANCELLED,
          OWN ->
          true;
    };
  }
}
