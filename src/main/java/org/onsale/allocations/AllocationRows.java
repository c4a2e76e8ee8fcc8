package org.onsale.allocations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.AccessCodes;
import org.onsale.platform.EventId;

/** The table {@code allocation}. */
final class AllocationRows {
  private final AccessCodes codes;

  AllocationRows(AccessCodes codes) {
    this.codes = codes;
  }

  /** The newest first, those before the given one; one more than asked for when there are more. */
  List<Allocation> list(Handle handle, EventId event, int before, int limit) {
    return handle
        .createQuery(
            """
            SELECT *
            FROM allocation
            WHERE event_id = :event AND id < :before
            ORDER BY id DESC
            LIMIT :limit
            """)
        .bind("event", event.value())
        .bind("before", before)
        .bind("limit", limit + 1)
        .map(this::allocation)
        .list();
  }

  Optional<Allocation> find(Handle handle, EventId event, int id) {
    return handle
        .createQuery("SELECT * FROM allocation WHERE event_id = :event AND id = :id")
        .bind("event", event.value())
        .bind("id", id)
        .map(this::allocation)
        .findOne();
  }

  Optional<Integer> openedBy(Handle handle, EventId event, String code) {
    return handle
        .createQuery(
            """
            SELECT id
            FROM allocation
            WHERE event_id = :event AND code_hash = :hash AND released_at IS NULL
            """)
        .bind("event", event.value())
        .bind("hash", codes.hash(event, code))
        .mapTo(Integer.class)
        .findOne();
  }

  /** Empty when the event has as many as it can. */
  Optional<Allocation> insert(Handle handle, EventId event, AllocationDetails details, int most) {
    handle.execute(
        "SELECT pg_advisory_xact_lock(hashtextextended('onsale.allocation', ?))", event.value());
    return handle
        .createQuery(
            """
            INSERT INTO allocation (event_id, id, kind, label, code_hash, code_sealed, release_at,
                                    created_at)
            SELECT :event, coalesce(max(id), 0) + 1, :kind, :label, :hash, :sealed, :releaseAt, now()
            FROM allocation
            WHERE event_id = :event
            HAVING coalesce(max(id), 0) < :most
            RETURNING *
            """)
        .bind("event", event.value())
        .bind("kind", details.kind())
        .bind("label", details.label())
        .bind("hash", hash(event, details))
        .bind("sealed", sealed(event, details))
        .bind("releaseAt", utc(details.releaseAt()))
        .bind("most", most)
        .map(this::allocation)
        .findOne();
  }

  /** Empty when it is not there, or over. */
  Optional<Allocation> update(Handle handle, EventId event, int id, AllocationDetails details) {
    return handle
        .createQuery(
            """
            UPDATE allocation
            SET kind = :kind, label = :label, code_hash = :hash, code_sealed = :sealed,
                release_at = :releaseAt
            WHERE event_id = :event AND id = :id AND released_at IS NULL
            RETURNING *
            """)
        .bind("event", event.value())
        .bind("id", id)
        .bind("kind", details.kind())
        .bind("label", details.label())
        .bind("hash", hash(event, details))
        .bind("sealed", sealed(event, details))
        .bind("releaseAt", utc(details.releaseAt()))
        .map(this::allocation)
        .findOne();
  }

  void delete(Handle handle, EventId event, int id) {
    handle.execute("DELETE FROM allocation WHERE event_id = ? AND id = ?", event.value(), id);
  }

  /** Whose time has come, the most overdue first. */
  List<Allocation> due(Handle handle, int limit) {
    return handle
        .createQuery(
            """
            SELECT *
            FROM allocation
            WHERE release_at <= clock_timestamp() AND released_at IS NULL
            ORDER BY release_at
            LIMIT :limit
            """)
        .bind("limit", limit)
        .map(this::allocation)
        .list();
  }

  private byte @Nullable [] hash(EventId event, AllocationDetails details) {
    return details.accessCode().isEmpty() ? null : codes.hash(event, details.accessCode());
  }

  private byte @Nullable [] sealed(EventId event, AllocationDetails details) {
    return details.accessCode().isEmpty() ? null : codes.seal(event, details.accessCode());
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }

  private Allocation allocation(ResultSet row, StatementContext context) throws SQLException {
    EventId event = new EventId(row.getLong("event_id"));
    byte[] sealed = row.getBytes("code_sealed");
    return new Allocation(
        event,
        row.getInt("id"),
        row.getString("kind"),
        row.getString("label"),
        sealed == null ? null : codes.open(event, sealed),
        instant(row, "release_at"),
        instant(row, "released_at"),
        Objects.requireNonNull(instant(row, "created_at")));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
