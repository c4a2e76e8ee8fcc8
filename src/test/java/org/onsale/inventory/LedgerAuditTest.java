package org.onsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onsale.platform.EventId;
import org.onsale.platform.TestDatabase;

/** A snapshot is held against the fold. */
class LedgerAuditTest {
  private static final EventId EVENT = new EventId(7);

  private static void seed(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO change (event_id, version, batch_id, kind, seats, pools, quantities,
                              seat_count, decided_at)
          VALUES (7, 1, gen_random_uuid(), 'configure', '{}', '{1}', '{5}', 10, now()),
                 (7, 2, gen_random_uuid(), 'block', '{3}', '{}', '{}', NULL, now())
          """);
    }
    EventState state = new EventState();
    for (ChangeLog.Entry entry : ChangeLog.read(connection, EVENT, 1)) {
      state.apply(entry.change(), entry.batch());
    }
    Snapshots.save(connection, EVENT, StateCopy.of(state));
  }

  private static List<String> faultsAfter(String corruption) throws SQLException {
    try (var connection = TestDatabase.create().dataSource().getConnection();
        var statement = connection.createStatement()) {
      seed(connection);
      statement.execute(corruption);
      LedgerAudit audit = LedgerAudit.of(connection, EVENT);
      assertThat(audit.gaps()).isEmpty();
      return audit.snapshotFaults();
    }
  }

  @Test
  void a_snapshot_that_is_the_fold_is_sound() throws SQLException {
    assertThat(faultsAfter("SELECT 1")).isEmpty();
  }

  @Test
  void a_snapshot_with_another_seat_is_found() throws SQLException {
    assertThat(faultsAfter("UPDATE change SET seats = '{4}' WHERE version = 2"))
        .containsExactly(
            "seat 3 is blocked in the snapshot of version 2 and free in the log",
            "seat 4 is free in the snapshot of version 2 and blocked in the log");
  }

  @Test
  void a_snapshot_of_another_history_is_found() throws SQLException {
    UUID other = new UUID(1, 2);
    assertThat(faultsAfter("UPDATE change SET batch_id = '" + other + "' WHERE version = 2"))
        .singleElement()
        .asString()
        .contains("the log's is " + other);
  }

  @Test
  void a_snapshot_with_another_pool_is_found() throws SQLException {
    assertThat(faultsAfter("UPDATE change SET quantities = '{6}' WHERE version = 1"))
        .containsExactly(
            "the holds or pools in the snapshot of version 2 are not those of the log");
  }

  @Test
  void a_snapshot_of_a_log_that_was_cut_off_is_found() throws SQLException {
    assertThat(faultsAfter("DELETE FROM change WHERE version = 2"))
        .containsExactly("the snapshot is of version 2, but the log ends at 1");
  }
}
