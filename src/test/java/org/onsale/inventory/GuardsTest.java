package org.onsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onsale.inventory.Guards.Guard.CATCH_UP;
import static org.onsale.inventory.Guards.Guard.LOCK;
import static org.onsale.inventory.LedgerFixture.EVENT;
import static org.onsale.inventory.LedgerFixture.await;
import static org.onsale.inventory.LedgerFixture.count;
import static org.onsale.inventory.LedgerFixture.execute;
import static org.onsale.inventory.LedgerFixture.hold;
import static org.onsale.inventory.LedgerFixture.node;
import static org.onsale.inventory.LedgerFixture.seatsGivenTwice;
import static org.onsale.platform.Eventually.eventually;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.platform.TestDatabase;

/**
 * Takes the guards of the ledger away one by one. Each test passes because the next guard, or the
 * audit, notices; the expiry check is taken away in {@link LedgerModelTest}.
 */
class GuardsTest {
  private static final int SEATS = 400;
  private static final String NO_KEY = "ALTER TABLE change DROP CONSTRAINT change_pkey";
  private static final String WAITING =
      """
      SELECT count(*) FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'
      """;

  private DataSource database;

  @BeforeEach
  void configure() {
    database = TestDatabase.create().dataSource();
    execute(database, FakeTickets.TABLE);
    try (Inventory node = node(database)) {
      await(node.ask(EVENT, new Command.Configure(SEATS, List.of())));
    }
  }

  /** What came of two nodes and everybody wanting every seat. */
  private record Rush(long won, long uniqueViolations, long otherFailures, long collisions) {}

  private Rush rush(Guards guards) {
    var tickets = new FakeTickets();
    try (Inventory one = node(database, guards, tickets);
        Inventory two = node(database, guards, tickets)) {
      // Both know the event before they are let loose on it.
      await(one.availability(EVENT));
      await(two.availability(EVENT));
      List<CompletableFuture<String>> results =
          IntStream.range(0, 2 * SEATS).mapToObj(i -> take(i % 2 == 0 ? one : two, i / 2)).toList();
      List<String> answers = results.stream().map(CompletableFuture::join).toList();
      return new Rush(
          answers.stream().filter("won"::equals).count(),
          tickets.uniqueViolations(),
          answers.stream().filter("failed"::equals).count(),
          one.collisions() + two.collisions());
    }
  }

  private static CompletableFuture<String> take(Inventory node, int seat) {
    return node.ask(EVENT, hold(seat), new FakeTickets.Cargo.Ticket("seat " + seat))
        .toCompletableFuture()
        .handle(
            (outcome, failure) -> {
              if (failure != null) {
                return "failed";
              }
              return outcome instanceof HoldOutcome.Held ? "won" : "lost";
            });
  }

  @Test
  void all_guards_on_nobody_collides_and_every_seat_is_won_once() {
    assertThat(rush(Guards.ALL)).isEqualTo(new Rush(SEATS, 0, 0, 0));
    assertThat(seatsGivenTwice(database)).isEmpty();
  }

  @Test
  void lock_off_the_key_alone_lets_no_seat_be_given_twice() {
    assertThat(decideFromTheSameVersion()).isInstanceOf(HoldOutcome.Lost.class);
    rush(Guards.without(LOCK));
    assertThat(seatsGivenTwice(database)).isEmpty();
  }

  @Test
  void lock_and_key_off_the_audit_finds_a_seat_given_twice() {
    execute(database, NO_KEY);
    assertThat(decideFromTheSameVersion()).isInstanceOf(HoldOutcome.Held.class);
    assertThat(seatsGivenTwice(database)).containsExactly(7);
  }

  /**
   * Without the lock, one node stops between its decision and its commit, and meanwhile another
   * decides on the same seat; returns what the other is told.
   */
  private HoldOutcome decideFromTheSameVersion() {
    Guards noLock = Guards.without(LOCK);
    try (Inventory stopped = node(database, noLock, new FakeTickets());
        Inventory other = node(database, noLock)) {
      var freeze = new FakeTickets.Cargo.Freeze(new CountDownLatch(1), new CountDownLatch(1));
      CompletableFuture<HoldOutcome> first =
          stopped.ask(EVENT, hold(7), freeze).toCompletableFuture();
      eventually().until(() -> freeze.frozen().getCount() == 0);
      CompletableFuture<HoldOutcome> second = other.ask(EVENT, hold(7)).toCompletableFuture();
      // It has the seat already, or stands before the key that the first has written.
      eventually().until(() -> second.isDone() || count(database, WAITING) > 0);
      freeze.thaw().countDown();
      assertThat(await(first)).isInstanceOf(HoldOutcome.Held.class);
      return await(second);
    }
  }

  @Test
  void catch_up_off_the_key_notices_every_decision_from_an_old_state() {
    Rush rush = rush(Guards.without(CATCH_UP));
    assertThat(rush.collisions()).isPositive();
    assertThat(seatsGivenTwice(database)).isEmpty();
  }

  @Test
  void catch_up_and_key_off_the_unique_index_on_tickets_fires() {
    execute(database, FakeTickets.UNIQUE);
    execute(database, NO_KEY);
    assertThat(rush(Guards.without(CATCH_UP)).uniqueViolations()).isPositive();
  }

  @Test
  void catch_up_key_and_ticket_index_off_the_audit_finds_seats_given_twice() {
    execute(database, NO_KEY);
    rush(Guards.without(CATCH_UP));
    assertThat(seatsGivenTwice(database)).isNotEmpty();
  }
}
