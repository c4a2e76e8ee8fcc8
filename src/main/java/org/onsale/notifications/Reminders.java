package org.onsale.notifications;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.stream.Stream;
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
    if (event.dateOpen()) {
      return null;
    }
    ZonedDateTime start = event.startsAtVenue();
    return Stream.of(Kind.REMINDER_HOURS, Kind.REMINDER_DAY)
        .filter(kind -> !now.isBefore(from(kind, start)) && now.isBefore(until(kind, start)))
        .findFirst()
        .orElse(null);
  }

  /** From when on a reminder of a start is sent. */
  private static Instant from(Kind kind, ZonedDateTime start) {
    return kind == Kind.REMINDER_DAY
        ? start.minusDays(1).toInstant()
        : start.minusHours(2).toInstant();
  }

  /**
   * Until when it is true. That of the day says "tomorrow": until the day of the start begins at
   * the venue, and not when it is time for the other one. That says "in two hours": until half of
   * these are over.
   */
  static Instant until(Kind kind, ZonedDateTime start) {
    if (kind == Kind.REMINDER_HOURS) {
      return start.minusHours(1).toInstant();
    }
    Instant day = start.toLocalDate().atStartOfDay(start.getZone()).toInstant();
    Instant hours = from(Kind.REMINDER_HOURS, start);
    return day.isBefore(hours) ? day : hours;
  }

  /** From when on a message about an event is not true any more; null when it stays so. */
  static @Nullable Instant notAfter(Kind kind, Event event) {
    return kind.isReminder() ? until(kind, event.startsAtVenue()) : null;
  }

  /** Whether a reminder is of this event's start, which everybody may know. */
  static boolean isOf(Event event, String occasion) {
    return event.status() == Event.Status.PUBLISHED
        && !event.hasOpenDate()
        && event.startsAt().toString().equals(occasion);
  }

  /** Who ordered after the time of a reminder was just told when the event begins. */
  static boolean needs(Kind kind, Order order, Event event) {
    return !kind.isReminder() || order.createdAt().isBefore(from(kind, event.startsAtVenue()));
  }
}
