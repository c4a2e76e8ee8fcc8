package org.onsale.backoffice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;

/**
 * The head that all pages of one event share.
 *
 * @param seated whether it has a seating plan
 * @param postponed whether it was put off
 * @param tab the page at hand
 */
public record EventHead(
    String id,
    String slug,
    String name,
    String where,
    String when,
    String zone,
    State state,
    @Nullable String poster,
    @Nullable String accent,
    boolean published,
    boolean everPublished,
    boolean cancelled,
    boolean seated,
    boolean postponed,
    String tab) {

  static EventHead of(Event event, Instant now, String tab) {
    return new EventHead(
        event.id().toString(),
        event.slug(),
        event.name(),
        event.venue().name() + ", " + event.venue().city(),
        Times.start(event.startsAt(), event.hasOpenDate(), event.venue().timeZone()),
        event.venue().timeZone().getId(),
        State.of(event.status(), event.phase(now)),
        event.posterPath(),
        event.accent(),
        event.status() == Event.Status.PUBLISHED,
        event.everPublished(),
        event.status() == Event.Status.CANCELLED,
        event.plan() != null,
        event.postponement() != null,
        tab);
  }

  /** Where its pages begin. */
  public String path() {
    return "/office/events/" + id;
  }
}
