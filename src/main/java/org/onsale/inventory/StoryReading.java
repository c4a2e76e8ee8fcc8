package org.onsale.inventory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.EventId;

/**
 * Reads a page of a {@link Story}: segment by segment, then the table.
 *
 * <p>Every change of a hold names its seats; only a replacement does not name the seats of the hold
 * that gives way. So the story of a seat has also the replacements of holds that had it: those of
 * the stretch at hand, and of the one hold that had it when the stretch begins.
 */
final class StoryReading {
  private final Connection connection;
  private final EventId event;
  private final Story.Subject subject;
  private final @Nullable Instant until;
  private final int stretch;
  private final List<Story.Entry> entries = new ArrayList<>();
  private long position;
  private @Nullable UUID holder;

  StoryReading(
      Connection connection,
      EventId event,
      Story.Subject subject,
      @Nullable Instant until,
      Story.@Nullable Cursor cursor,
      int stretch) {
    this.connection = connection;
    this.event = event;
    this.subject = subject;
    this.until = until;
    this.stretch = stretch;
    this.position = cursor == null ? 0 : cursor.version();
    this.holder = cursor == null ? null : cursor.holder();
  }

  /** Changes that belong to the story, from one place where changes are kept. */
  private record Source(String rows, @Nullable String json, long to) {}

  Story.Part read(int limit) throws SQLException {
    long head = head();
    long end = Math.min(head, position + stretch);
    while (position < end && entries.size() < limit) {
      Source source = source(end);
      List<ChangeLog.Entry> found = found(source, limit - entries.size());
      for (ChangeLog.Entry entry : found) {
        take(entry.change());
      }
      position = entries.size() < limit ? source.to() : entries.getLast().version();
    }
    return new Story.Part(entries, position < head ? new Story.Cursor(position, holder) : null);
  }

  /** The last version that may belong to the story. */
  private long head() throws SQLException {
    String sql =
        """
        SELECT version FROM change
         WHERE event_id = ? AND (?::timestamptz IS NULL OR decided_at <= ?)
         ORDER BY version DESC
         LIMIT 1
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      statement.setObject(2, until == null ? null : until.atOffset(ZoneOffset.UTC));
      statement.setObject(3, until == null ? null : until.atOffset(ZoneOffset.UTC));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getLong(1) : Segments.end(connection, event);
      }
    }
  }

  private Source source(long end) throws SQLException {
    Segment segment = Segments.with(connection, event, position + 1);
    return segment == null
        ? new Source("change", null, end)
        : new Source(
            "json_populate_recordset(NULL::change, ?::json)",
            segment.rows(mayBelong()),
            segment.to());
  }

  /** Spares PostgreSQL lines of a segment that cannot belong; it still has the last word. */
  private Predicate<String> mayBelong() {
    return switch (subject) {
      case Story.Subject.Seat(int seat) ->
          line ->
              line.contains("[" + seat + "]")
                  || line.contains("[" + seat + ",")
                  || line.contains("," + seat + ",")
                  || line.contains("," + seat + "]")
                  || line.contains("\"kind\":\"replace\"");
      case Story.Subject.Holds(Set<UUID> ids) ->
          line -> names(line, "\"hold_id\":\"", ids) || names(line, "\"replaces\":\"", ids);
    };
  }

  private static boolean names(String line, String field, Set<UUID> ids) {
    int start = line.indexOf(field) + field.length();
    return start >= field.length()
        && ids.contains(UUID.fromString(line.substring(start, start + 36)));
  }

  private List<ChangeLog.Entry> found(Source source, int limit) throws SQLException {
    String within =
        " FROM " + source.rows() + " WHERE event_id = ? AND version > ? AND version <= ?";
    String belongs =
        switch (subject) {
          case Story.Subject.Seat seat ->
              " AND (? = ANY (seats) OR replaces = ? OR replaces IN (SELECT hold_id"
                  + within
                  + " AND ? = ANY (seats)))";
          case Story.Subject.Holds holds -> " AND (hold_id = ANY (?) OR replaces = ANY (?))";
        };
    String sql =
        "SELECT "
            + ChangeLog.COLUMNS
            + within
            + " AND (?::timestamptz IS NULL OR decided_at <= ?)"
            + belongs
            + " ORDER BY version LIMIT "
            + limit;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int next = bindWithin(statement, 1, source);
      statement.setObject(next++, until == null ? null : until.atOffset(ZoneOffset.UTC));
      statement.setObject(next++, until == null ? null : until.atOffset(ZoneOffset.UTC));
      bindSubject(statement, next, source);
      try (ResultSet rows = statement.executeQuery()) {
        return ChangeLog.entries(rows);
      }
    }
  }

  private int bindWithin(PreparedStatement statement, int first, Source source)
      throws SQLException {
    int next = first;
    if (source.json() != null) {
      statement.setString(next++, source.json());
    }
    statement.setLong(next++, event.value());
    statement.setLong(next++, position);
    statement.setLong(next++, source.to());
    return next;
  }

  private void bindSubject(PreparedStatement statement, int first, Source source)
      throws SQLException {
    switch (subject) {
      case Story.Subject.Seat(int seat) -> {
        statement.setInt(first, seat);
        statement.setObject(first + 1, holder, Types.OTHER);
        statement.setInt(bindWithin(statement, first + 2, source), seat);
      }
      case Story.Subject.Holds(Set<UUID> ids) -> {
        statement.setArray(first, connection.createArrayOf("uuid", ids.toArray()));
        statement.setArray(first + 1, connection.createArrayOf("uuid", ids.toArray()));
      }
    }
  }

  private void take(Change change) {
    entries.add(Story.Entry.of(change));
    if (subject instanceof Story.Subject.Seat(int seat)) {
      boolean has = Arrays.stream(change.seats()).anyMatch(own -> own == seat);
      holder =
          switch (change.kind()) {
            case HOLD, REPLACE, CLAIM, CONFIRM -> has ? change.hold() : null;
            case CONFIGURE, RELEASE, EXPIRE, CANCEL, RETURN, BLOCK, UNBLOCK -> null;
          };
    }
  }
}
