package org.onsale.storefront;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;

/**
 * An event as the head of its pages shows it.
 *
 * @param accent the class of its colour; empty without one
 * @param styles the style sheet of that colour; null without one
 * @param phase {@code upcoming}, {@code on_sale}, {@code ended} or {@code cancelled}
 * @param now the server's time, for countdowns on clocks that are wrong
 * @param seated whether it has a seating plan
 * @param policies what the organiser promises, in sentences
 */
public record EventView(
    String id,
    String slug,
    String name,
    String description,
    String venue,
    String address,
    String day,
    String time,
    String datetime,
    @Nullable String poster,
    String accent,
    @Nullable String styles,
    String phase,
    String opensAt,
    String opensAtWords,
    String closesAtWords,
    String now,
    int limit,
    boolean seated,
    List<String> policies) {

  static EventView of(Event event, Instant now) {
    ZonedDateTime start = event.startsAtVenue();
    var accent = Accent.parse(event.accent());
    return new EventView(
        event.id().toString(),
        event.slug(),
        event.name(),
        event.description(),
        event.venue().name(),
        event.venue().address() + ", " + event.venue().city(),
        Wording.day(start),
        Wording.clock(start),
        start.toOffsetDateTime().toString(),
        event.posterPath(),
        accent.map(Accent::cssClass).orElse(""),
        accent.map(colour -> AccentStyles.path(List.of(colour))).orElse(null),
        event.status() == Event.Status.CANCELLED
            ? "cancelled"
            : event.phase(now).name().toLowerCase(Locale.ROOT),
        event.saleOpensAt().toString(),
        moment(event, event.saleOpensAt()),
        moment(event, event.saleClosesAt()),
        now.toString(),
        event.limitPerCustomer(),
        event.plan() != null,
        PolicyWords.of(event));
  }

  private static String moment(Event event, Instant instant) {
    ZonedDateTime time = instant.atZone(event.venue().timeZone());
    return Wording.day(time) + ", " + Wording.clock(time);
  }

  /** The paragraphs of the description. */
  public List<String> paragraphs() {
    return description.strip().isEmpty()
        ? List.of()
        : List.of(description.strip().split("\\R\\s*\\R"));
  }
}
