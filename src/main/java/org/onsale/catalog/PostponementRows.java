package org.onsale.catalog;

import java.time.Instant;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.EventId;
import org.onsale.platform.StoredJson;

/** That events were put off, written. */
final class PostponementRows {
  private PostponementRows() {}

  /**
   * Puts an event off.
   *
   * @param details checked
   */
  static void put(Handle handle, Event current, PostponementDetails details, Instant now) {
    Postponement before = current.postponement();
    write(
        handle,
        current.id(),
        new Postponement(
            before == null ? 1 : before.number() + 1,
            current.startsAt(),
            details.dateOpen(),
            Objects.requireNonNull(details.chooseUntil()),
            now));
    Instant start = details.newStart();
    if (start != null) {
      handle
          .createUpdate("UPDATE event SET starts_at = :start WHERE event_id = :id")
          .bind("id", current.id().value())
          .bind("start", start)
          .execute();
    }
  }

  /** Whoever gives an event whose date is open another start has announced it. */
  static void settle(Handle handle, Event before, @Nullable Instant start) {
    Postponement postponement = before.postponement();
    if (postponement != null && postponement.dateOpen() && !before.startsAt().equals(start)) {
      write(handle, before.id(), postponement.dated());
    }
  }

  private static void write(Handle handle, EventId id, Postponement postponement) {
    handle
        .createUpdate("UPDATE event SET postponement = :it::jsonb WHERE event_id = :id")
        .bind("id", id.value())
        .bind("it", StoredJson.write(postponement))
        .execute();
  }
}
