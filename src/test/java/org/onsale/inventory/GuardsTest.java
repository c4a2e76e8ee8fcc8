package org.onsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onsale.inventory.LedgerFixture.EVENT;
import static org.onsale.inventory.LedgerFixture.await;
import static org.onsale.inventory.LedgerFixture.execute;
import static org.onsale.inventory.LedgerFixture.hold;
import static org.onsale.inventory.LedgerFixture.node;
import static org.onsale.inventory.LedgerFixture.seatsGivenTwice;

import java.util.List;
import java.util.concurrent.CompletableFuture;
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
    rush(new Guards(false, true, true));
    assertThat(seatsGivenTwice(database)).isEmpty();
  }

  @Test
  void lock_and_key_off_the_audit_finds_seats_given_twice() {
    execute(database, NO_KEY);
    rush(new Guards(false, false, true));
    assertThat(seatsGivenTwice(database)).isNotEmpty();
  }

  @Test
  void catch_up_off_the_key_notices_every_decision_from_an_old_state() {
    Rush rush = rush(new Guards(true, false, true));
    assertThat(rush.collisions()).isPositive();
    assertThat(seatsGivenTwice(database)).isEmpty();
  }

  @Test
  void catch_up_and_key_off_the_unique_index_on_tickets_fires() {
    execute(database, FakeTickets.UNIQUE);
    execute(database, NO_KEY);
    assertThat(rush(new Guards(true, false, true)).uniqueViolations()).isPositive();
  }

  @Test
  void catch_up_key_and_ticket_index_off_the_audit_finds_seats_given_twice() {
    execute(database, NO_KEY);
    rush(new Guards(true, false, true));
    assertThat(seatsGivenTwice(database)).isNotEmpty();
  }
}
