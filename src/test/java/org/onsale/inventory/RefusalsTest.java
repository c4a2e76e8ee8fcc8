package org.onsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onsale.inventory.LedgerFixture.EVENT;
import static org.onsale.inventory.LedgerFixture.await;
import static org.onsale.inventory.LedgerFixture.claim;
import static org.onsale.inventory.LedgerFixture.hold;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.platform.InProcessState;
import org.onsale.platform.TestDatabase;

/** A hold that must lose gets its no from memory; whatever might get another answer is asked. */
class RefusalsTest {
  private static final int POOL = 7;
  private static final Duration MINUTES = Duration.ofMinutes(10);

  private final AtomicInteger transactions = new AtomicInteger();
  private DataSource database;
  private Inventory inventory;

  @BeforeEach
  void sell() {
    database = TestDatabase.create().pool();
    LedgerStore postgres = new PostgresStore(database);
    inventory =
        LedgerFixture.node(
            new CountingStore(postgres, transactions, true), new InProcessState(Clock.systemUTC()));
    await(inventory.ask(EVENT, new Command.Configure(100, List.of(new Command.Capacity(POOL, 3)))));
  }

  @AfterEach
  void close() {
    inventory.close();
  }

  /**
   * What comes of it, without a transaction; fails when there is always one. On a busy machine what
   * is in memory may be too old by the time of the question, or the node may look around just then.
   */
  private HoldOutcome refusal(Command.TakeHold take) {
    for (int i = 0; i < 10; i++) {
      int before = transactions.get();
      HoldOutcome outcome = await(inventory.ask(EVENT, take));
      if (transactions.get() == before) {
        return outcome;
      }
    }
    throw new AssertionError("never refused from memory");
  }

  private HoldOutcome asked(Command.TakeHold take) {
    int before = transactions.get();
    HoldOutcome outcome = await(inventory.ask(EVENT, take));
    assertThat(transactions.get()).as("transactions").isGreaterThan(before);
    return outcome;
  }

  @Test
  void who_has_an_access_code_is_never_refused_from_memory() {
    await(inventory.ask(EVENT, new Command.Block(1, List.of(3), List.of(), "press")));
    Command.TakeHold withCode =
        new Command.TakeHold(
            UUID.randomUUID(), List.of(3), null, List.of(), null, MINUTES, 1, null);
    assertThat(asked(withCode)).isInstanceOf(HoldOutcome.Held.class);
  }

  @Test
  void a_held_a_sold_and_a_blocked_seat_are_refused_without_a_transaction() {
    Command.TakeHold sold = hold(2);
    await(inventory.ask(EVENT, hold(1)));
    await(inventory.ask(EVENT, sold));
    await(inventory.ask(EVENT, claim(sold.id(), "A1-1")));
    await(inventory.ask(EVENT, new Command.Confirm(sold.id(), "A1-1")));
    await(inventory.ask(EVENT, new Command.Block(1, List.of(3), List.of(), "press")));
    assertThat(refusal(hold(0, 1, 2, 3, 4)))
        .isEqualTo(new HoldOutcome.Lost(List.of(1, 2, 3), List.of()));
  }

  @Test
  void a_pool_with_too_few_places_is_refused_without_a_transaction() {
    await(inventory.ask(EVENT, places(2)));
    assertThat(refusal(places(2))).isEqualTo(new HoldOutcome.Lost(List.of(), List.of(POOL)));
    assertThat(asked(places(1))).isInstanceOf(HoldOutcome.Held.class);
  }

  private static Command.TakeHold places(int quantity) {
    return new Command.TakeHold(
        UUID.randomUUID(),
        List.of(),
        null,
        List.of(new PoolQuantity(POOL, quantity)),
        null,
        MINUTES);
  }

  @Test
  void a_sold_out_category_refuses_best_available_without_a_transaction() {
    SeatOrder order =
        SeatOrder.of(
            List.of(IntStream.range(0, 100).toArray()),
            seat -> seat < 2 ? 1 : 2,
            seat -> seat,
            seat -> 0,
            0,
            0);
    assertThat(asked(best(1, 2, order))).isInstanceOf(HoldOutcome.Held.class);
    assertThat(refusal(best(1, 2, order))).isEqualTo(new HoldOutcome.NotEnough(0));
    assertThat(asked(best(2, 2, order))).isInstanceOf(HoldOutcome.Held.class);
  }

  private static Command.TakeHold best(int category, int quantity, SeatOrder order) {
    return new Command.TakeHold(
        UUID.randomUUID(),
        List.of(),
        new Command.Best(category, quantity, order),
        List.of(),
        null,
        MINUTES);
  }

  @Test
  void a_repeated_request_is_not_refused_for_its_own_seats() {
    Command.TakeHold take = hold(1);
    await(inventory.ask(EVENT, take));
    assertThat(asked(take)).isInstanceOf(HoldOutcome.HeldBefore.class);
  }

  @Test
  void a_spent_id_is_told_so_although_its_seat_is_lost_too() {
    Command.TakeHold take = hold(1);
    await(inventory.ask(EVENT, take));
    await(inventory.ask(EVENT, new Command.Release(take.id(), null)));
    await(inventory.ask(EVENT, hold(1)));
    assertThat(asked(take)).isInstanceOf(HoldOutcome.Spent.class);
  }

  @Test
  void a_hold_that_replaces_another_may_have_its_seats() {
    Command.TakeHold old = hold(1);
    await(inventory.ask(EVENT, old));
    var more =
        new Command.TakeHold(UUID.randomUUID(), List.of(1, 2), null, List.of(), old.id(), MINUTES);
    assertThat(asked(more)).isInstanceOf(HoldOutcome.Held.class);
  }

  @Test
  void a_seat_that_does_not_exist_is_told_so_although_another_is_lost() {
    await(inventory.ask(EVENT, hold(1)));
    assertThat(asked(hold(1, 100))).isEqualTo(new HoldOutcome.UnknownSeats(List.of(100)));
  }

  @Test
  void a_seat_can_be_had_from_the_second_on_in_which_its_hold_expires() {
    var brief =
        new Command.TakeHold(
            UUID.randomUUID(), List.of(1), null, List.of(), null, Duration.ofMillis(1));
    await(inventory.ask(EVENT, brief));
    assertThat(await(inventory.ask(EVENT, hold(1)))).isInstanceOf(HoldOutcome.Held.class);
  }

  @Test
  void what_was_the_newest_two_seconds_ago_refuses_nobody() {
    await(inventory.ask(EVENT, hold(1)));
    EventState state = LedgerFixture.foldOf(database);
    Refusals refusals = new Refusals();
    refusals.showRead(
        state, state.decidedAt(), System.nanoTime() - Duration.ofSeconds(2).toNanos());
    assertThat(refusals.of(hold(1))).isNull();
    refusals.newestAt(System.nanoTime());
    assertThat(refusals.of(hold(1))).isEqualTo(new HoldOutcome.Lost(List.of(1), List.of()));
  }
}
