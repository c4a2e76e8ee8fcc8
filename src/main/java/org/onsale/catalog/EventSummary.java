package org.onsale.catalog;

import java.time.Instant;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.EventId;
import org.onsale.platform.Money;

/**
 * An event as lists show it.
 *
 * @param postponed whether it was put off
 * @param dateOpen whether it was put off and its start is still to be announced
 * @param priceFrom the lowest price when it was read; null while there is none
 * @param standing places without a number, sold or not
 * @param accent as {@code #rrggbb}
 */
public record EventSummary(
    EventId id,
    String slug,
    String name,
    Venue venue,
    Instant startsAt,
    boolean postponed,
    boolean dateOpen,
    Event.Status status,
    Instant saleOpensAt,
    Instant saleClosesAt,
    Presales presales,
    @Nullable Money priceFrom,
    int standing,
    Event.@Nullable Poster poster,
    @Nullable String accent) {

  public Event.Phase phase(Instant now) {
    return Event.Phase.of(saleOpensAt, saleClosesAt, presales, now);
  }

  /** The path of the poster; null without one. */
  public @Nullable String posterPath() {
    return poster == null ? null : Event.posterPath(id, poster.hash());
  }

  /** The start as people at the venue say it. */
  public ZonedDateTime startsAtVenue() {
    return startsAt.atZone(venue.timeZone());
  }
}
