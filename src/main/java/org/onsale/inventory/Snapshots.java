package org.onsale.inventory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.EventId;

/** The table {@code snapshot}: a cache that spares a cold node the fold of the whole log. */
final class Snapshots {

  private Snapshots() {}

  /** Keeps the newest of this log; one of a log that was rewound since gives way to any. */
  static void save(Connection connection, EventId event, StateCopy state) throws SQLException {
    String sql =
        """
        INSERT INTO snapshot (event_id, version, batch_id, state)
        VALUES (?, ?, ?, ?)
        ON CONFLICT (event_id) DO UPDATE
           SET version = excluded.version, batch_id = excluded.batch_id, state = excluded.state,
               taken_at = now()
         WHERE snapshot.version < excluded.version
            OR NOT EXISTS (SELECT FROM change
                            WHERE change.event_id = snapshot.event_id
                              AND change.version = snapshot.version
                              AND change.batch_id = snapshot.batch_id)
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      statement.setLong(2, state.version());
      statement.setObject(3, state.batch());
      statement.setBytes(4, state.packed());
      statement.executeUpdate();
    }
  }

  /** Null when there is none, or none that this node can read. */
  static @Nullable EventState load(Connection connection, EventId event) throws SQLException {
    String sql = "SELECT state FROM snapshot WHERE event_id = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? SnapshotCodec.decode(row.getBytes(1)) : null;
      }
    }
  }
}
