package org.onsale.storefront;

import java.time.Instant;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventSummary;
import org.onsale.platform.Money;

/**
 * An event as its poster card shows it.
 *
 * @param accent the class of its colour; empty without one
 * @param state a word when it cannot be bought now; empty when it can
 */
public record EventCard(
    String path,
    String name,
    String place,
    String day,
    String time,
    String datetime,
    @Nullable String poster,
    String accent,
    String price,
    String state) {

  static EventCard of(EventSummary event, Instant now) {
    ZonedDateTime start = event.startsAtVenue();
    Money from = event.priceFrom();
    Event.Phase phase = event.phase(now);
    return new EventCard(
        "/events/" + event.slug(),
        event.name(),
        event.venue().name() + ", " + event.venue().city(),
        event.dateOpen() ? "Date to be announced" : Wording.shortDay(start),
        event.dateOpen() ? "" : Wording.clock(start),
        start.toOffsetDateTime().toString(),
        event.posterPath(),
        Accent.parse(event.accent()).map(Accent::cssClass).orElse(""),
        from == null || phase == Event.Phase.ENDED ? "" : "from " + from.shown(),
        switch (phase) {
          case UPCOMING ->
              "On sale " + Wording.shortDay(event.saleOpensAt().atZone(event.venue().timeZone()));
          case PRESALE -> "Presale";
          case ON_SALE -> "";
          case ENDED -> "Sale closed";
        });
  }
}
