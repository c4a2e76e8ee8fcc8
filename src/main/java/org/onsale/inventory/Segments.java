package org.onsale.inventory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.EventId;

/** The table {@code segment}: the beginning of an event's log, once {@link OldChanges} moved it. */
final class Segments {

  private Segments() {}

  /** At most {@link ChangeLog#PAGE} changes from a version on; none when it was not moved. */
  static List<ChangeLog.Entry> read(Connection connection, EventId event, long fromVersion)
      throws SQLException {
    List<ChangeLog.Entry> read = new ArrayList<>();
    long next = fromVersion;
    while (read.size() < ChangeLog.PAGE) {
      Segment segment = with(connection, event, next);
      if (segment == null) {
        break;
      }
      long from = next;
      entries(connection, event, segment).stream()
          .filter(entry -> entry.change().version() >= from)
          .limit(ChangeLog.PAGE - read.size())
          .forEach(read::add);
      next = segment.to() + 1;
    }
    return read;
  }

  /** The segment that has a version; null when it was not moved. */
  static @Nullable Segment with(Connection connection, EventId event, long version)
      throws SQLException {
    String sql =
        """
        SELECT from_version, to_version, first_batch, last_batch, sha256, rows
          FROM segment
         WHERE event_id = ? AND from_version = (SELECT max(from_version)
                                                  FROM segment
                                                 WHERE event_id = ? AND from_version <= ?)
           AND to_version >= ?
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      statement.setLong(2, event.value());
      statement.setLong(3, version);
      statement.setLong(4, version);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? new Segment(
                row.getLong(1),
                row.getLong(2),
                row.getObject(3, UUID.class),
                row.getObject(4, UUID.class),
                row.getBytes(5),
                row.getBytes(6))
            : null;
      }
    }
  }

  /**
   * All changes of a segment.
   *
   * @throws CorruptLedgerException when they are not those that were written
   */
  static List<ChangeLog.Entry> entries(Connection connection, EventId event, Segment segment)
      throws SQLException {
    List<ChangeLog.Entry> entries =
        ChangeLog.unpacked(connection, event, segment.rows(line -> true));
    boolean whole =
        entries.size() == segment.to() - segment.from() + 1
            && entries.getFirst().change().version() == segment.from()
            && entries.getLast().change().version() == segment.to()
            && entries.getFirst().batch().equals(segment.firstBatch())
            && entries.getLast().batch().equals(segment.lastBatch());
    if (!whole) {
      throw segment.broken("holds other changes than it says");
    }
    return entries;
  }

  /** Up to which version the log was moved; 0 when it was not. */
  static long end(Connection connection, EventId event) throws SQLException {
    String sql = "SELECT coalesce(max(to_version), 0) FROM segment WHERE event_id = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  static void add(Connection connection, EventId event, Segment segment) throws SQLException {
    String sql =
        """
        INSERT INTO segment (event_id, from_version, to_version, first_batch, last_batch, sha256,
                             rows)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      statement.setLong(2, segment.from());
      statement.setLong(3, segment.to());
      statement.setObject(4, segment.firstBatch());
      statement.setObject(5, segment.lastBatch());
      statement.setBytes(6, segment.sha256());
      statement.setBytes(7, segment.bytes());
      statement.executeUpdate();
    }
  }

  /** What the audit says of an event's segments, besides what the fold of their changes tells. */
  record Inspection(int segments, List<String> faults) {}

  static Inspection inspect(Connection connection, EventId event) throws SQLException {
    String sql =
        """
        SELECT from_version, to_version, sha256 = sha256(rows) AS sound,
               lag(to_version, 1, 0::bigint) OVER (ORDER BY from_version) AS ended,
               (SELECT count(*) FROM change
                 WHERE change.event_id = segment.event_id
                   AND version BETWEEN from_version AND to_version) AS kept
          FROM segment
         WHERE event_id = ?
         ORDER BY from_version
        """;
    int segments = 0;
    List<String> faults = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          segments++;
          String versions =
              "the segment of versions %d to %d "
                  .formatted(row.getLong("from_version"), row.getLong("to_version"));
          if (!row.getBoolean("sound")) {
            faults.add(versions + "is not as it was written: the checksum is of other bytes");
          }
          if (row.getLong("from_version") != row.getLong("ended") + 1) {
            faults.add(versions + "comes after version " + row.getLong("ended"));
          }
          if (row.getLong("kept") > 0) {
            faults.add(
                versions + "has " + row.getLong("kept") + " versions that are in the log as well");
          }
        }
      }
    }
    return new Inspection(segments, faults);
  }
}
