package org.onsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onsale.inventory.LedgerFixture.EVENT;
import static org.onsale.inventory.LedgerFixture.await;
import static org.onsale.inventory.LedgerFixture.claim;
import static org.onsale.inventory.LedgerFixture.execute;
import static org.onsale.inventory.LedgerFixture.hold;
import static org.onsale.platform.Eventually.eventually;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.platform.GroupCommit;
import org.onsale.platform.InProcessState;
import org.onsale.platform.SharedState;
import org.onsale.platform.TestDatabase;

/** What a node writes is known to the others at once, and is believed only where it fits. */
class DeltaTest {
  private final InProcessState shared = new InProcessState(Clock.systemUTC());
  private final SharedState elsewhere = shared.neighbour();
  private final AtomicInteger transactions = new AtomicInteger();
  private DataSource database;
  private Inventory writer;
  private Inventory listener;

  @BeforeEach
  void open() {
    database = TestDatabase.create().pool();
    writer = LedgerFixture.node(new PostgresStore(database), shared);
    listener =
        LedgerFixture.node(
            new CountingStore(new PostgresStore(database), transactions, true), elsewhere);
    await(writer.ask(EVENT, new Command.Configure(100, List.of(new Command.Capacity(1, 5)))));
    await(listener.availability(EVENT));
    transactions.set(0);
  }

  @AfterEach
  void close() {
    writer.close();
    listener.close();
  }

  private byte seenByListener(int seat) {
    return await(listener.availability(EVENT)).status(seat);
  }

  @Test
  void another_node_shows_a_sale_without_asking_the_database() {
    var opened = new AtomicInteger();
    LedgerStore store = new CountingStore(new PostgresStore(database), opened, false);
    try (Inventory told = LedgerFixture.node(store, shared.neighbour())) {
      await(told.availability(EVENT));
      opened.set(0);
      Command.TakeHold take = hold(7);
      await(writer.ask(EVENT, take));
      await(writer.ask(EVENT, claim(take.id(), "A1-1")));
      await(writer.ask(EVENT, new Command.Confirm(take.id(), "A1-1")));
      eventually().until(() -> await(told.availability(EVENT)).status(7) == SeatStatus.SOLD);
      assertThat(opened.get()).isZero();
    }
  }

  @Test
  void news_of_a_history_that_is_not_the_known_one_send_the_node_to_the_log() {
    long version = await(listener.availability(EVENT)).version();
    Change lie =
        Change.ofHouse(
            ChangeKind.BLOCK,
            version + 1,
            new int[] {3},
            new int[0],
            new int[0],
            1,
            "a lie",
            Clock.systemUTC().instant());
    var delta = new Delta(EVENT, version, UUID.randomUUID(), UUID.randomUUID(), List.of(lie));
    shared.publish("inventory:news", delta.encode());
    shared.publish("inventory:news", delta.kept().encode());
    eventually().until(() -> transactions.get() > 0);
    assertThat(seenByListener(3)).isEqualTo(SeatStatus.FREE);
  }

  private static EventLedger ledger(LedgerStore store, Consumer<News> tell) {
    return new EventLedger(EVENT, store, List.of(), Guards.ALL, Pace.REAL, tell);
  }

  private static Object ask(EventLedger ledger, Command<?> command) throws SQLException {
    var rider = new GroupCommit.Rider<>(Node.request(command), new CompletableFuture<>());
    ledger.run(List.of(rider));
    return await(rider.answer());
  }

  @Test
  void what_was_heard_of_a_batch_in_the_log_is_not_read_again() throws SQLException {
    var store = new CountingStore(new PostgresStore(database), new AtomicInteger(), true);
    List<News> told = new ArrayList<>();
    EventLedger first = ledger(store, told::add);
    EventLedger hears = ledger(store, news -> {});
    EventLedger deaf = ledger(store, news -> {});
    ask(hears, new Command.Look());
    ask(deaf, new Command.Look());
    ask(first, hold(7));
    ask(first, hold(8));
    store.reads().set(0);
    told.stream().filter(Delta.class::isInstance).forEach(delta -> hears.hear((Delta) delta));
    assertThat(ask(hears, hold(7, 8))).isEqualTo(new HoldOutcome.Lost(List.of(7, 8), List.of()));
    assertThat(store.reads().get()).isZero();
    assertThat(ask(deaf, hold(7, 8))).isEqualTo(new HoldOutcome.Lost(List.of(7, 8), List.of()));
    assertThat(store.reads().get()).isOne();
  }

  @Test
  void what_was_heard_of_a_batch_that_was_never_committed_is_not_believed() throws SQLException {
    var store = new PostgresStore(database);
    List<News> told = new ArrayList<>();
    var killed = new IllegalStateException("killed before the commit");
    EventLedger unlucky =
        ledger(
            store,
            news -> {
              told.add(news);
              throw killed;
            });
    assertThatThrownBy(() -> ask(unlucky, hold(7))).isSameAs(killed);
    EventLedger hears = ledger(store, news -> {});
    ask(hears, new Command.Look());
    hears.hear((Delta) told.getFirst());
    assertThat(ask(hears, hold(7))).isInstanceOf(HoldOutcome.Held.class);
  }

  @Test
  void a_node_that_missed_some_news_reads_them_from_the_log() {
    elsewhere.close();
    await(writer.ask(EVENT, hold(1)));
    eventually().until(() -> seenByListener(1) == SeatStatus.HELD);
    assertThat(transactions.get()).isPositive();
  }

  @Test
  void every_kind_of_change_comes_out_as_it_went_in() throws SQLException {
    Command.TakeHold take =
        new Command.TakeHold(
            UUID.randomUUID(),
            List.of(1, 2),
            null,
            List.of(new PoolQuantity(1, 2)),
            null,
            Duration.ofMinutes(10));
    await(writer.ask(EVENT, take));
    await(writer.ask(EVENT, claim(take.id(), "A1-1")));
    await(writer.ask(EVENT, new Command.Confirm(take.id(), "A1-1")));
    await(writer.ask(EVENT, new Command.Cancel(take.id(), "A1-1")));
    await(writer.ask(EVENT, new Command.Block(3, List.of(5), List.of(), "“press” \n ü")));
    await(writer.ask(EVENT, new Command.Unblock(3, List.of(5), List.of(), "over")));
    try (Connection connection = database.getConnection()) {
      List<ChangeLog.Entry> log = ChangeLog.read(connection, EVENT, 1);
      List<Change> changes = log.stream().map(ChangeLog.Entry::change).toList();
      var delta = new Delta(EVENT, 0, EventState.NO_BATCH, log.getFirst().batch(), changes);
      assertThat(News.decode(delta.encode())).usingRecursiveComparison().isEqualTo(delta);
      assertThat(News.decode(delta.kept().encode())).isEqualTo(delta.kept());
    }
  }

  @Test
  void news_in_a_form_of_another_version_are_not_heard() {
    assertThat(News.decode(new byte[] {99, 1, 2, 3})).isNull();
    assertThat(News.decode(new byte[] {Kept.FORMAT, 1})).isNull();
    assertThat(News.decode(new byte[0])).isNull();
  }

  @Test
  void a_node_that_folded_news_of_a_lost_commit_notices_as_with_its_own() {
    await(writer.ask(EVENT, hold(1)));
    eventually().until(() -> seenByListener(1) == SeatStatus.HELD);
    execute(database, "DELETE FROM change WHERE version > 1");
    await(listener.ask(EVENT, new Command.Look()));
    assertThat(seenByListener(1)).isEqualTo(SeatStatus.FREE);
  }
}
