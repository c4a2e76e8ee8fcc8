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
import static org.onsale.inventory.LedgerFixture.seatsGivenTwice;
import static org.onsale.platform.Eventually.eventually;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onsale.platform.TestDatabase;
import org.onsale.prove.CuttingProxy;
import org.postgresql.ds.PGSimpleDataSource;

/** What the ledger promises when nodes, lines, data and databases fail. */
class LedgerFaultsTest {
  private static final int SEATS = 200;

  private TestDatabase.Address address;
  private DataSource database;
  private final List<AutoCloseable> open = new ArrayList<>();

  @BeforeEach
  void configure() {
    address = TestDatabase.create();
    database = address.dataSource();
    execute(database, FakeTickets.TABLE);
    execute(database, FakeTickets.UNIQUE);
    await(
        open(node(database))
            .ask(EVENT, new Command.Configure(SEATS, List.of(new Command.Capacity(1, 50)))));
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

  @Test
  void two_nodes_under_contention_have_exact_winners_no_errors_and_no_collisions() {
    List<Inventory> nodes = List.of(open(node(database)), open(node(database)));
    List<CompletableFuture<HoldOutcome>> answers = new ArrayList<>();
    for (int i = 0; i < 6_000; i++) {
      int seat = ThreadLocalRandom.current().nextInt(SEATS - 1);
      answers.add(nodes.get(i % 2).ask(EVENT, hold(seat, seat + 1)).toCompletableFuture());
    }
    List<Integer> won = new ArrayList<>();
    for (CompletableFuture<HoldOutcome> answer : answers) {
      switch (answer.join()) {
        case HoldOutcome.Held held -> won.addAll(held.hold().seats());
        case HoldOutcome.Lost lost -> assertThat(lost.seats()).isNotEmpty();
        case HoldOutcome other -> throw new AssertionError(other);
      }
    }
    assertThat(won).doesNotHaveDuplicates();
    EventState fold = foldOf(database);
    assertThat(fold.seatsThatAre(SeatStatus.HELD).toIntArray())
        .containsExactlyInAnyOrder(won.toArray(Integer[]::new));
    for (int seat = 0; seat + 1 < SEATS; seat++) {
      assertThat(fold.status(seat) == SeatStatus.FREE && fold.status(seat + 1) == SeatStatus.FREE)
          .as("a pair that thirty people wanted is left at %d", seat)
          .isFalse();
    }
    assertThat(nodes.get(0).collisions() + nodes.get(1).collisions()).isZero();
    assertThat(seatsGivenTwice(database)).isEmpty();
  }

  @Test
  void a_bad_row_of_a_participant_fails_its_own_request_only() {
    Inventory node = open(node(database, new FakeTickets()));
    List<CompletableFuture<HoldOutcome>> answers = new ArrayList<>();
    for (int seat = 0; seat < 100; seat++) {
      String text = seat == 42 ? "bad" : "good";
      answers.add(
          node.ask(EVENT, hold(seat), new FakeTickets.Cargo.Ticket(text)).toCompletableFuture());
    }
    for (int seat = 0; seat < 100; seat++) {
      CompletableFuture<HoldOutcome> answer = answers.get(seat);
      if (seat == 42) {
        assertThatThrownBy(answer::join).hasCauseInstanceOf(SQLException.class);
      } else {
        assertThat(answer.join()).isInstanceOf(HoldOutcome.Held.class);
      }
    }
    assertThat(count(database, "SELECT count(*) FROM fake_ticket")).isEqualTo(99);
    assertThat(foldOf(database).status(42)).isEqualTo(SeatStatus.FREE);
  }

  @Test
  void a_bug_of_a_participant_fails_its_own_request_only() {
    Inventory node = open(node(database, new FakeTickets()));
    var good = new ArrayList<CompletableFuture<HoldOutcome>>();
    var bad = new ArrayList<CompletableFuture<HoldOutcome>>();
    for (int seat = 0; seat < 50; seat++) {
      if (seat == 20) {
        bad.add(node.ask(EVENT, hold(seat), new FakeTickets.Cargo.Bug()).toCompletableFuture());
      } else {
        good.add(node.ask(EVENT, hold(seat)).toCompletableFuture());
      }
    }
    assertThatThrownBy(bad.getFirst()::join).hasCauseInstanceOf(IllegalStateException.class);
    assertThat(good)
        .allSatisfy(answer -> assertThat(answer.join()).isInstanceOf(HoldOutcome.Held.class));
  }

  @Test
  void a_veto_changes_nothing_and_its_reason_reaches_the_caller() {
    Inventory node = open(node(database, new FakeTickets()));
    Command.TakeHold take = hold(1);
    await(node.ask(EVENT, take));
    await(node.ask(EVENT, claim(take.id(), "A1")));
    long before = foldOf(database).version();
    assertThat(
            await(
                node.ask(
                    EVENT,
                    new Command.Confirm(take.id(), "A1"),
                    new FakeTickets.Cargo.Refuse("not paid"))))
        .isEqualTo(new ConfirmOutcome.Vetoed("not paid"));
    assertThat(foldOf(database).version()).isEqualTo(before);
  }

  @Test
  void a_confirmation_that_comes_too_late_is_not_given_to_the_participants() throws Exception {
    Inventory node = open(node(database, new FakeTickets()));
    Command.TakeHold take = hold(1);
    await(node.ask(EVENT, take));
    await(
        node.ask(
            EVENT, new Command.Claim(take.id(), "A1", "customer", 8, Duration.ofNanos(1_000))));
    assertThat(
            await(
                node.ask(
                    EVENT,
                    new Command.Confirm(take.id(), "A1"),
                    new FakeTickets.Cargo.Ticket("late"))))
        .isEqualTo(new ConfirmOutcome.Gone());
    assertThat(count(database, "SELECT count(*) FROM fake_ticket")).isZero();
    assertThat(count(database, "SELECT count(*) FROM change WHERE kind = 'expire'")).isEqualTo(1);
  }

  @Test
  void a_node_frozen_in_a_batch_stops_the_event_for_seconds_only_and_then_loses_nothing() {
    Inventory frozen = open(node(database, new FakeTickets()));
    Inventory other = open(node(database));
    var cargo = new FakeTickets.Cargo.Freeze(new CountDownLatch(1), new CountDownLatch(1));
    CompletableFuture<HoldOutcome> late = frozen.ask(EVENT, hold(1), cargo).toCompletableFuture();
    awaitLatch(cargo.frozen());
    long start = System.nanoTime();
    assertThat(await(other.ask(EVENT, hold(1)))).isInstanceOf(HoldOutcome.Held.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    cargo.thaw().countDown();
    assertThat(await(late)).isEqualTo(new HoldOutcome.Lost(List.of(1), List.of()));
  }

  @Test
  void a_lock_holder_that_neither_commits_nor_closes_stops_the_event_for_seconds_only()
      throws SQLException {
    Inventory node = open(node(database));
    try (Connection holder = database.getConnection()) {
      holder.setAutoCommit(false);
      ChangeLog.open(holder, EVENT, Guards.ALL);
      long start = System.nanoTime();
      assertThat(await(node.ask(EVENT, hold(1)))).isInstanceOf(HoldOutcome.Held.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
      assertThatThrownBy(() -> ChangeLog.read(holder, EVENT, 1)).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void a_log_that_lost_its_tail_is_noticed_and_viewers_begin_anew() throws Exception {
    Inventory node = open(node(database));
    await(node.ask(EVENT, hold(1)));
    long kept = foldOf(database).version();
    await(node.ask(EVENT, hold(2)));
    await(node.ask(EVENT, hold(3)));
    var frames = new ConcurrentLinkedQueue<String>();
    long now = await(node.availability(EVENT)).version();
    open(
        await(
            node.follow(
                EVENT,
                now,
                frame -> frames.add(StandardCharsets.UTF_8.decode(frame.bytes()).toString()))));
    execute(database, "DELETE FROM change WHERE version > " + kept);
    // A no may be a second old; whatever needs a batch notices.
    await(node.ask(EVENT, new Command.Look()));
    assertThat(await(node.ask(EVENT, hold(2)))).isInstanceOf(HoldOutcome.Held.class);
    assertThat(frames).anyMatch(frame -> frame.startsWith("event: reset"));
    Availability shown = await(node.availability(EVENT));
    assertThat(List.of(shown.status(1), shown.status(2), shown.status(3)))
        .containsExactly(SeatStatus.HELD, SeatStatus.HELD, SeatStatus.FREE);
    assertThat(foldOf(database).version()).isEqualTo(kept + 1);
  }

  @Test
  void a_log_whose_tail_was_replaced_by_other_batches_is_noticed() {
    Inventory node = open(node(database));
    await(node.ask(EVENT, hold(1)));
    long kept = foldOf(database).version();
    await(node.ask(EVENT, hold(2)));
    execute(database, "DELETE FROM change WHERE version > " + kept);
    Inventory other = open(node(database));
    await(other.ask(EVENT, hold(5)));
    await(other.ask(EVENT, hold(6)));
    assertThat(await(node.ask(EVENT, hold(5))))
        .isEqualTo(new HoldOutcome.Lost(List.of(5), List.of()));
    assertThat(await(node.ask(EVENT, hold(2)))).isInstanceOf(HoldOutcome.Held.class);
  }

  @Test
  void an_emptied_log_is_noticed_without_anybody_asking_for_a_change() {
    Inventory node = open(node(database));
    await(node.ask(EVENT, hold(1)));
    execute(database, "DELETE FROM change");
    eventually().until(() -> await(node.availability(EVENT)).seatCount() == 0);
  }

  @Test
  void a_snapshot_of_a_lost_log_is_not_believed() throws SQLException {
    await(open(node(database)).ask(EVENT, hold(1)));
    EventState lost = foldOf(database);
    try (Connection connection = database.getConnection()) {
      Snapshots.save(connection, EVENT, StateCopy.of(lost));
      execute(database, "DELETE FROM change WHERE version > 1");
      Inventory cold = open(node(database));
      assertThat(await(cold.ask(EVENT, hold(1)))).isInstanceOf(HoldOutcome.Held.class);
      EventState now = foldOf(database);
      Snapshots.save(connection, EVENT, StateCopy.of(now));
      assertThat(Objects.requireNonNull(Snapshots.load(connection, EVENT)).batch())
          .isEqualTo(now.batch());
    }
  }

  @Test
  void a_snapshot_and_the_tail_are_the_fold_and_an_older_snapshot_never_overwrites_it()
      throws SQLException {
    Inventory node = open(node(database));
    await(node.ask(EVENT, hold(1)));
    EventState early = foldOf(database);
    await(node.ask(EVENT, hold(2)));
    EventState middle = foldOf(database);
    try (Connection connection = database.getConnection()) {
      Snapshots.save(connection, EVENT, StateCopy.of(middle));
      Snapshots.save(connection, EVENT, StateCopy.of(early));
      assertThat(Objects.requireNonNull(Snapshots.load(connection, EVENT)).version())
          .isEqualTo(middle.version());
    }
    await(node.ask(EVENT, hold(3)));
    Inventory cold = open(node(database));
    assertThat(await(cold.ask(EVENT, hold(1, 2, 3))))
        .isEqualTo(new HoldOutcome.Lost(List.of(1, 2, 3), List.of()));
  }

  /** The same database, by way of the proxy. */
  private DataSource through(CuttingProxy proxy) {
    PGSimpleDataSource source = address.dataSource();
    source.setPortNumbers(new int[] {proxy.port()});
    return source;
  }

  @ParameterizedTest
  @EnumSource
  void a_commit_without_an_answer_is_kept_exactly_once(CuttingProxy.Cut cut) {
    CuttingProxy proxy = open(new CuttingProxy(address.dataSource().getPortNumbers()[0]));
    Inventory node = open(node(through(proxy), new FakeTickets()));
    await(node.ask(EVENT, hold(9)));
    Command.TakeHold take = hold(1, 2);
    proxy.cutNextCommit(cut);
    assertThat(await(node.ask(EVENT, take, new FakeTickets.Cargo.Ticket("once"))))
        .isInstanceOf(HoldOutcome.Held.class);
    assertThat(proxy.cuts()).isEqualTo(1);
    assertThat(await(node.ask(EVENT, take))).isInstanceOf(HoldOutcome.HeldBefore.class);
    assertThat(count(database, "SELECT count(*) FROM change WHERE seats = '{1,2}'")).isEqualTo(1);
    assertThat(count(database, "SELECT count(*) FROM fake_ticket")).isEqualTo(2);
  }

  @Test
  void a_change_of_an_unknown_kind_closes_the_event_and_is_not_guessed_at() {
    Inventory node = open(node(database));
    await(node.ask(EVENT, hold(1)));
    execute(
        database,
        """
        INSERT INTO change (event_id, version, batch_id, kind, seats, pools, quantities, decided_at)
        SELECT 1, max(version) + 1, gen_random_uuid(), 'teleport', '{}', '{}', '{}', now()
          FROM change
        """);
    assertThatThrownBy(() -> await(node.ask(EVENT, hold(2))))
        .hasCauseInstanceOf(CorruptLedgerException.class)
        .hasMessageContaining("teleport");
    assertThatThrownBy(() -> await(node.availability(EVENT)))
        .hasCauseInstanceOf(CorruptLedgerException.class);
    assertThat(count(database, "SELECT count(*) FROM change WHERE kind = 'hold'")).isEqualTo(1);
  }

  @Test
  void a_database_that_may_forget_is_refused() {
    String name =
        database instanceof org.postgresql.ds.PGSimpleDataSource pg ? pg.getDatabaseName() : "";
    execute(database, "ALTER DATABASE " + name + " SET synchronous_commit = off");
    Inventory cold = open(node(database));
    assertThatThrownBy(() -> await(cold.ask(EVENT, hold(1))))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(UnsafeDatabaseException.class)
        .hasMessageContaining("synchronous_commit");
  }

  @Test
  void after_the_end_requests_are_refused_and_do_not_wait() {
    Inventory node = node(database);
    node.close();
    assertThatThrownBy(() -> await(node.ask(EVENT, hold(1)))).hasMessageContaining("stopping");
  }

  @Test
  void a_retry_of_a_spent_id_never_holds_again() {
    Inventory node = open(node(database));
    Command.TakeHold take = hold(4);
    await(node.ask(EVENT, take));
    await(node.ask(EVENT, new Command.Release(take.id(), null)));
    assertThat(await(node.ask(EVENT, take))).isEqualTo(new HoldOutcome.Spent());
    assertThat(await(node.ask(EVENT, new Command.Release(UUID.randomUUID(), null))))
        .isEqualTo(new ReleaseOutcome.Gone());
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
