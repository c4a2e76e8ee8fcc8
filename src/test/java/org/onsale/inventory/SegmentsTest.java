package org.onsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onsale.inventory.LedgerFixture.EVENT;
import static org.onsale.inventory.LedgerFixture.await;
import static org.onsale.inventory.LedgerFixture.claim;
import static org.onsale.inventory.LedgerFixture.count;
import static org.onsale.inventory.LedgerFixture.execute;
import static org.onsale.inventory.LedgerFixture.foldOf;
import static org.onsale.inventory.LedgerFixture.hold;
import static org.onsale.inventory.LedgerFixture.node;
import static org.onsale.platform.Eventually.eventually;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.platform.Busy;
import org.onsale.platform.TestDatabase;

/** Old changes move into segments, and nobody who reads the log can tell. */
class SegmentsTest {
  private static final int SEATS = 400;

  private final TestDatabase.Address address = TestDatabase.create();
  private final DataSource database = address.pool();
  private Inventory node;
  private final List<AutoCloseable> open = new ArrayList<>();

  @BeforeEach
  void configure() {
    node = open(node(database));
    await(node.ask(EVENT, new Command.Configure(SEATS, List.of(new Command.Capacity(1, 50_000)))));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable closeable : open.reversed()) {
      closeable.close();
    }
  }

  private <C extends AutoCloseable> C open(C closeable) {
    open.add(closeable);
    return closeable;
  }

  private static OldChanges mover(DataSource database, int block, int kept) {
    return new OldChanges(
        database, new OldChanges.Limits(block, kept, Duration.ofMillis(-5), 32 << 20));
  }

  /** Every kind of change, some 6 for each seat. */
  private void sell(Inventory by, int fromSeat, int toSeat) {
    await(
        by.ask(EVENT, new Command.Block(1, List.of(SEATS - 1), List.of(), "“press” \\ \n row 1")));
    await(by.ask(EVENT, new Command.Unblock(1, List.of(SEATS - 1), List.of(), "over")));
    for (int seat = fromSeat; seat < toSeat; seat++) {
      Command.TakeHold first = hold(seat);
      Command.TakeHold second =
          new Command.TakeHold(
              UUID.randomUUID(),
              List.of(seat),
              null,
              List.of(new PoolQuantity(1, 2)),
              first.id(),
              Duration.ofMinutes(10));
      String order = "A1-" + seat;
      await(by.ask(EVENT, first));
      await(by.ask(EVENT, second));
      await(by.ask(EVENT, claim(second.id(), order)));
      await(by.ask(EVENT, new Command.Confirm(second.id(), order)));
      if (seat % 3 == 0) {
        await(by.ask(EVENT, new Command.Cancel(second.id(), order)));
      }
    }
  }

  private void snapshot() {
    EventState state = fold();
    try (Connection connection = database.getConnection()) {
      Snapshots.save(connection, EVENT, StateCopy.of(state));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private EventState fold() {
    return foldOf(database);
  }

  private static EventState fold(Connection connection) throws SQLException {
    EventState state = new EventState();
    for (ChangeLog.Entry entry : ChangeLog.read(connection, EVENT, 1)) {
      state.apply(entry.change(), entry.batch());
    }
    return state;
  }

  private static byte[] bytes(EventState state) {
    return SnapshotCodec.encode(state);
  }

  private LedgerAudit audit() {
    try (Connection connection = database.getConnection()) {
      return LedgerAudit.of(connection, EVENT);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private long kept() {
    return count(database, "SELECT count(*) FROM change");
  }

  @Test
  void the_fold_is_the_same_before_and_after_and_so_is_the_audit() {
    sell(node, 0, 60);
    snapshot();
    EventState before = fold();
    LedgerAudit auditBefore = audit();

    assertThat(mover(database, 50, 30).run()).isEqualTo((int) ((before.version() - 30) / 50));

    assertThat(kept()).isBetween(30L, 80L);
    assertThat(bytes(fold())).isEqualTo(bytes(before));
    LedgerAudit after = audit();
    assertThat(after.changes()).isEqualTo(before.version()).isEqualTo(auditBefore.changes());
    assertThat(after.gaps()).isEmpty();
    assertThat(after.snapshotFaults()).isEmpty();
    assertThat(after.segmentFaults()).isEmpty();
    assertThat(after.segments()).isEqualTo((int) ((before.version() - 30) / 50));
    assertThat(after.sold()).isEqualTo(auditBefore.sold()).hasSize(40);
    execute(database, "DELETE FROM snapshot");
    assertThat(await(open(node(database)).ask(EVENT, hold(1))))
        .as("a cold node without a snapshot")
        .isEqualTo(new HoldOutcome.Lost(List.of(1), List.of()));
  }

  @Test
  void every_column_comes_back_as_it_was_also_those_that_are_added_later() throws SQLException {
    execute(database, "ALTER TABLE change ADD COLUMN early jsonb, ADD COLUMN exact numeric");
    sell(node, 0, 8);
    execute(
        database,
        "UPDATE change SET early = '{\"a\": [1, null]}', exact = 1e-30 WHERE version % 7 = 0");
    execute(database, "UPDATE change SET fingerprint = 9223372036854775807 WHERE version = 5");
    execute(database, "CREATE TABLE before AS TABLE change");
    snapshot();
    assertThat(mover(database, 10, 5).run()).isPositive();
    execute(database, "ALTER TABLE change ADD COLUMN late int");
    execute(database, "ALTER TABLE before ADD COLUMN late int");
    try (Connection connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                """
                SELECT count(*) FROM (SELECT * FROM json_populate_recordset(NULL::change, ?::json)
                                      EXCEPT ALL TABLE before) AS other
                """)) {
      for (long version = 1; version < 30; version += 10) {
        Segment segment = Objects.requireNonNull(Segments.with(connection, EVENT, version));
        statement.setString(1, segment.rows(line -> true));
        try (var row = statement.executeQuery()) {
          row.next();
          assertThat(row.getLong(1)).isZero();
        }
        assertThat(Segments.entries(connection, EVENT, segment)).hasSize(10);
      }
    }
  }

  @Test
  void what_is_young_or_among_the_newest_or_not_in_the_snapshot_stays() {
    sell(node, 0, 10);
    long version = fold().version();
    assertThat(mover(database, 10, 5).run()).as("without a snapshot").isZero();
    snapshot();
    var young = new OldChanges.Limits(10, 5, Duration.ofHours(1), 32 << 20);
    assertThat(new OldChanges(database, young).run()).isZero();
    assertThat(mover(database, 10, Math.toIntExact(version - 9)).run()).isZero();
    execute(database, "UPDATE snapshot SET version = 10");
    assertThat(mover(database, 10, 5).run()).as("the snapshot's own row").isZero();
    execute(database, "UPDATE snapshot SET version = 11");
    assertThat(mover(database, 10, 5).run()).isEqualTo(1);
    assertThat(kept()).isEqualTo(version - 10);
  }

  @Test
  void a_segment_of_long_rows_ends_early_and_the_next_goes_on_from_there() {
    sell(node, 0, 20);
    snapshot();
    EventState before = fold();
    var small = new OldChanges.Limits(20, 10, Duration.ofMillis(-5), 2_000);
    assertThat(new OldChanges(database, small).run()).isGreaterThan(5);
    assertThat(count(database, "SELECT max(to_version - from_version) FROM segment"))
        .isLessThan(10);
    assertThat(bytes(fold())).isEqualTo(bytes(before));
    assertThat(audit().segmentFaults()).isEmpty();
  }

  @Test
  void a_node_that_lags_behind_the_moved_part_reads_on_from_the_segments() throws SQLException {
    Inventory lagging = open(node(database));
    Command.TakeHold mine = hold(300);
    await(lagging.ask(EVENT, mine));
    EventState known = fold();
    sell(open(node(database)), 0, 40);
    snapshot();
    assertThat(mover(database, 25, 10).run()).isGreaterThan(3);
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      List<ChangeLog.Entry> entries = ChangeLog.read(connection, EVENT, known.version());
      assertThat(entries.getFirst().change().version()).isEqualTo(known.version());
      assertThat(entries.getFirst().batch()).isEqualTo(known.batch());
      entries.stream().skip(1).forEach(entry -> known.apply(entry.change(), entry.batch()));
      assertThat(bytes(known)).isEqualTo(bytes(fold()));
      connection.rollback();
    }
    assertThat(await(lagging.ask(EVENT, mine)))
        .as("the same request again")
        .isInstanceOf(HoldOutcome.HeldBefore.class);
    assertThat(await(lagging.ask(EVENT, hold(1))))
        .isEqualTo(new HoldOutcome.Lost(List.of(1), List.of()));
    assertThat(lagging.collisions()).isZero();
  }

  @Test
  void a_history_that_was_rewritten_is_noticed_across_the_boundary_as_well() {
    Inventory lagging = open(node(database));
    await(lagging.ask(EVENT, hold(300)));
    long seen = fold().version();
    // As after a failover that lost a tail: others have written the same versions anew.
    execute(database, "DELETE FROM change WHERE version = " + seen);
    Inventory other = open(node(database));
    sell(other, 0, 40);
    snapshot();
    assertThat(mover(database, 25, 10).run()).isGreaterThan(3);
    // Its own hold is lost and the seat is free; for a moment it still says no from memory.
    eventually().until(() -> await(lagging.ask(EVENT, hold(300))) instanceof HoldOutcome.Held);
    assertThat(audit().gaps()).isEmpty();
  }

  @Test
  void a_commit_without_an_answer_is_found_in_a_segment_too() throws SQLException {
    sell(node, 0, 20);
    snapshot();
    UUID batch;
    try (Connection connection = database.getConnection()) {
      batch = Objects.requireNonNull(ChangeLog.batchAt(connection, EVENT, 17));
    }
    assertThat(mover(database, 25, 10).run()).isPositive();
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      assertThat(ChangeLog.batchAt(connection, EVENT, 17)).isEqualTo(batch);
      assertThat(ChangeLog.contains(connection, EVENT, 16, batch)).isTrue();
      assertThat(ChangeLog.contains(connection, EVENT, 17, batch)).isFalse();
      assertThat(ChangeLog.contains(connection, EVENT, 16, UUID.randomUUID())).isFalse();
      connection.rollback();
    }
  }

  @Test
  void a_mover_that_is_killed_in_the_middle_has_moved_nothing() throws SQLException {
    sell(node, 0, 20);
    snapshot();
    EventState before = fold();
    long rows = kept();
    try (Connection connection = address.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      mover(database, 25, 10).move(connection, new OldChanges.Block(EVENT, 1));
      assertThat(bytes(fold(connection))).as("within the move").isEqualTo(bytes(before));
      assertThat(kept()).as("for others").isEqualTo(rows);
      assertThat(bytes(fold())).isEqualTo(bytes(before));
      // Gone without a commit, as by kill -9.
    }
    assertThat(kept()).isEqualTo(rows);
    assertThat(count(database, "SELECT count(*) FROM segment")).isZero();
    assertThat(mover(database, 25, 10).run()).isPositive();
    assertThat(bytes(fold())).isEqualTo(bytes(before));
  }

  @Test
  void two_movers_of_the_same_block_move_it_once() throws SQLException {
    sell(node, 0, 20);
    snapshot();
    EventState before = fold();
    OldChanges mover = mover(database, 25, 10);
    CompletableFuture<Void> second;
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      mover.move(connection, new OldChanges.Block(EVENT, 1));
      second =
          CompletableFuture.runAsync(
              () -> {
                try (Connection other = database.getConnection()) {
                  other.setAutoCommit(false);
                  mover.move(other, new OldChanges.Block(EVENT, 1));
                  other.commit();
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      connection.commit();
    }
    assertThatThrownBy(second::join).isNotNull();
    assertThat(count(database, "SELECT count(*) FROM segment")).isEqualTo(1);
    assertThat(bytes(fold())).isEqualTo(bytes(before));
  }

  @Test
  void rows_that_would_not_come_back_are_not_moved() {
    sell(node, 0, 20);
    snapshot();
    long rows = kept();
    // What PostgreSQL writes for this row is not what it reads again.
    execute(
        database,
        """
        CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN UPDATE change SET label = 'changed meanwhile' WHERE version = 3; RETURN NEW; END $$
        """);
    execute(
        database,
        "CREATE TRIGGER spoil AFTER INSERT ON segment FOR EACH ROW EXECUTE FUNCTION spoil()");
    assertThat(mover(database, 25, 10).run()).isZero();
    assertThat(kept()).isEqualTo(rows);
    assertThat(count(database, "SELECT count(*) FROM segment")).isZero();
  }

  @Test
  void a_broken_byte_closes_the_event_and_is_found_by_the_audit() {
    sell(node, 0, 20);
    snapshot();
    assertThat(mover(database, 25, 10).run()).isPositive();
    execute(
        database,
        "UPDATE segment SET rows = set_byte(rows, 99, get_byte(rows, 99) # 1) WHERE from_version ="
            + " 26");
    execute(database, "DELETE FROM snapshot");
    assertThatThrownBy(() -> await(open(node(database)).ask(EVENT, hold(200))))
        .hasCauseInstanceOf(Busy.class)
        .hasMessageContaining("versions 26 to 50 is not as it was written");
    LedgerAudit audit = audit();
    assertThat(audit.segmentFaults())
        .singleElement()
        .asString()
        .contains("versions 26 to 50 is not as it was written");
    assertThat(audit.gaps()).singleElement().asString().contains("versions 26 to 50");
  }

  @Test
  void segments_that_are_missing_doubled_or_of_another_event_are_found_by_the_audit() {
    sell(node, 0, 20);
    snapshot();
    execute(database, "CREATE TABLE old_log AS TABLE change");
    assertThat(mover(database, 25, 10).run()).isGreaterThan(1);
    execute(
        database,
        """
        INSERT INTO change (event_id, version, batch_id, kind, seats, pools, quantities, decided_at)
        SELECT 1, version, batch_id, 'unblock', seats, '{}', '{}', now() FROM old_log
         WHERE version = 7
        """);
    assertThat(audit().segmentFaults())
        .containsExactly(
            "the segment of versions 1 to 25 has 1 versions that are in the log as well");
    execute(database, "DELETE FROM change WHERE version = 7");
    execute(
        database,
        """
        UPDATE segment SET (sha256, rows) = (SELECT sha256, rows FROM segment WHERE from_version = 1)
         WHERE from_version = 26
        """);
    assertThat(audit().gaps())
        .containsExactly("the segment of versions 26 to 50 holds other changes than it says");
    execute(database, "DELETE FROM segment WHERE from_version = 1");
    assertThat(audit().segmentFaults())
        .containsExactly("the segment of versions 26 to 50 comes after version 0");
    assertThat(audit().gaps()).isNotEmpty();
  }

  @Test
  void any_cut_into_segments_gives_the_same_fold() throws SQLException {
    sell(node, 0, 40);
    snapshot();
    EventState before = fold();
    for (long seed = 0; seed < 25; seed++) {
      Random random = new Random(seed);
      try (Connection connection = database.getConnection()) {
        connection.setAutoCommit(false);
        long from = 1;
        while (from < before.version() - 60 && random.nextInt(8) > 0) {
          int block = 1 + random.nextInt(60);
          mover(database, block, 0).move(connection, new OldChanges.Block(EVENT, from));
          from += block;
        }
        assertThat(bytes(fold(connection))).as("seed " + seed).isEqualTo(bytes(before));
        long start = 1 + random.nextInt((int) before.version());
        assertThat(ChangeLog.read(connection, EVENT, start))
            .as("seed %d, from version %d", seed, start)
            .hasSize((int) (before.version() - start + 1))
            .first()
            .extracting(entry -> entry.change().version())
            .isEqualTo(start);
        connection.rollback();
      }
    }
  }

  @Test
  void who_reads_without_the_lock_while_changes_move_never_sees_a_gap() throws SQLException {
    sell(node, 0, 40);
    snapshot();
    byte[] before = bytes(fold());
    for (int statement = 1; statement <= 4; statement++) {
      AtomicInteger until = new AtomicInteger(statement);
      OldChanges mover = mover(database, 20, 20);
      try (Connection connection = database.getConnection()) {
        Connection interrupted =
            beforeEachStatement(
                connection,
                () -> {
                  if (until.decrementAndGet() == 0) {
                    assertThat(mover.run()).isPositive();
                  }
                });
        assertThat(bytes(fold(interrupted)))
            .as("moved before statement %d of the read", statement)
            .isEqualTo(before);
      }
      putBack();
    }
  }

  private static Connection beforeEachStatement(Connection connection, Runnable task) {
    return (Connection)
        Proxy.newProxyInstance(
            SegmentsTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("prepareStatement")) {
                task.run();
              }
              return method.invoke(connection, arguments);
            });
  }

  /** As if nothing had been moved. */
  private void putBack() throws SQLException {
    try (Connection connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "INSERT INTO change SELECT * FROM json_populate_recordset(NULL::change,"
                    + " ?::json)")) {
      for (Segment segment = Segments.with(connection, EVENT, 1);
          segment != null;
          segment = Segments.with(connection, EVENT, segment.to() + 1)) {
        statement.setString(1, segment.rows(line -> true));
        statement.executeUpdate();
      }
    }
    execute(database, "DELETE FROM segment");
  }

  @Test
  void buyers_notice_nothing_while_changes_move() {
    List<Inventory> nodes = List.of(node, open(node(database)));
    sell(node, 200, 260);
    snapshot();
    List<CompletableFuture<HoldOutcome>> answers = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      answers.add(nodes.get(i % 2).ask(EVENT, hold(i % 200)).toCompletableFuture());
    }
    assertThat(mover(database, 20, 20).run()).isGreaterThan(5);
    long held =
        answers.stream().filter(answer -> answer.join() instanceof HoldOutcome.Held).count();
    assertThat(held).isEqualTo(200);
    assertThat(fold().seatsThatAre(SeatStatus.HELD).size()).isEqualTo(200);
    assertThat(nodes.get(0).collisions() + nodes.get(1).collisions()).isZero();
    assertThat(audit().gaps()).isEmpty();
  }
}
