package org.onsale.notifications;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.EventId;

/**
 * What all who have tickets of an event are told, and how far that has come.
 *
 * @param occasion there is one of each event, kind and occasion
 * @param subject the organiser's own; empty where the kind has its words
 * @param body likewise
 * @param wasAt when the event was to be before it changed; null when it did not
 * @param wasWhere likewise, in words, or empty
 * @param wasZone the time zone of that place, or empty
 * @param orders how many there were when it began
 * @param done how many of them have been seen to
 * @param afterCode the last of these
 */
public record Announcement(
    long eventId,
    long id,
    String kind,
    String occasion,
    String subject,
    String body,
    @Nullable Instant wasAt,
    String wasWhere,
    String wasZone,
    int orders,
    int done,
    String afterCode,
    Instant startedAt,
    @Nullable Instant finishedAt) {

  public EventId event() {
    return new EventId(eventId);
  }

  public Kind about() {
    return Kind.of(kind).orElseThrow();
  }
}
