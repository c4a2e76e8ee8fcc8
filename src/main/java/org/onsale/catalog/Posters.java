package org.onsale.catalog;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.EventId;

/** The posters' tables: one image per event, and its copies. */
final class Posters {
  private Posters() {}

  /** The poster; one that an earlier version stored as it came is made bare here. */
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
        .findOne()
        .map(
            stored ->
                new PosterImage(
                    stored.mediaType(), BarePoster.of(stored.bytes(), stored.mediaType())));
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

  /** The copy in that width, when it was made already and of this very poster. */
  static Optional<PosterImage> findCopy(Handle handle, EventId event, String hash, int width) {
    return handle
        .createQuery(
            """
            SELECT image
            FROM poster_copy
            WHERE event_id = :event AND width = :width AND hash = :hash
            """)
        .bind("event", event.value())
        .bind("width", width)
        .bind("hash", hash)
        .map((row, context) -> new PosterImage(PosterScale.MEDIA_TYPE, row.getBytes(1)))
        .findOne();
  }

  /** Keeps a copy, unless the poster is another one by now; of two nodes the later one's stays. */
  static void keepCopy(Handle handle, EventId event, String hash, int width, byte[] image) {
    handle
        .createUpdate(
            """
            INSERT INTO poster_copy (event_id, width, hash, image)
            SELECT event_id, :width, hash, :image
              FROM poster
             WHERE event_id = :event AND hash = :hash
            ON CONFLICT (event_id, width) DO UPDATE SET hash = excluded.hash, image = excluded.image
            """)
        .bind("event", event.value())
        .bind("hash", hash)
        .bind("width", width)
        .bind("image", image)
        .execute();
  }

  static void remove(Handle handle, EventId event) {
    handle.execute("DELETE FROM poster_copy WHERE event_id = ?", event.value());
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
