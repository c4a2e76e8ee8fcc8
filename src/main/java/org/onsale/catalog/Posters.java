package org.onsale.catalog;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.EventId;

/** The posters' table: one image per event. */
final class Posters {
  private Posters() {}

  static Optional<PosterImage> find(Handle handle, EventId event, String hash) {
    return handle
        .createQuery(
            """
            SELECT media_type, image
            FROM poster
            WHERE event_id = :event AND hash = :hash
            """)
        .bind("event", event.value())
        .bind("hash", hash)
        .map((row, context) -> new PosterImage(row.getString(1), row.getBytes(2)))
        .findOne();
  }

  static void replace(Handle handle, EventId event, PosterCheck.Accepted poster) {
    handle
        .createUpdate(
            """
            INSERT INTO poster (event_id, hash, media_type, width, height, image)
            VALUES (:event, :hash, :mediaType, :width, :height, :image)
            ON CONFLICT (event_id) DO UPDATE
            SET hash = excluded.hash, media_type = excluded.media_type, width = excluded.width,
                height = excluded.height, image = excluded.image
            """)
        .bind("event", event.value())
        .bind("hash", poster.hash())
        .bind("mediaType", poster.mediaType())
        .bind("width", poster.width())
        .bind("height", poster.height())
        .bind("image", poster.image())
        .execute();
    accent(handle, event, poster.accent());
  }

  static void remove(Handle handle, EventId event) {
    handle.execute("DELETE FROM poster WHERE event_id = ?", event.value());
    accent(handle, event, null);
  }

  private static void accent(Handle handle, EventId event, @Nullable String accent) {
    handle
        .createUpdate("UPDATE event SET accent = :accent WHERE event_id = :event")
        .bind("event", event.value())
        .bind("accent", accent)
        .execute();
  }
}
