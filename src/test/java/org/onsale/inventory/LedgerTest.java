package org.onsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.platform.EventId;
import org.onsale.platform.TestDatabase;

class LedgerTest {
  private static final EventId EVENT = new EventId(1);

  private TestDatabase.Address database;
  private Inventory inventory;

  @BeforeEach
  void open() {
    database = TestDatabase.create();
    inventory = new Inventory(database.pool(), List.of(), Clock.systemUTC());
    await(inventory.ask(EVENT, new Command.Configure(100, List.of(new Command.Capacity(1, 50)))));
  }

  @AfterEach
  void close() {
    inventory.close();
  }

  @Test
  void second_buyer_cannot_hold_a_held_seat() {
    assertThat(await(inventory.ask(EVENT, hold(3, 4)))).isInstanceOf(HoldOutcome.Held.class);
    assertThat(await(inventory.ask(EVENT, hold(4, 5))))
        .isEqualTo(new HoldOutcome.Lost(List.of(4), List.of()));
  }

  @Test
  void the_same_request_again_gets_the_same_hold() {
    Command.TakeHold take = hold(1, 2);
    var first = (HoldOutcome.Held) await(inventory.ask(EVENT, take));
    assertThat(await(inventory.ask(EVENT, take)))
        .isEqualTo(new HoldOutcome.HeldBefore(first.hold()));
  }

  @Test
  void a_hold_goes_the_whole_way_to_a_sale_and_back() {
    Command.TakeHold take = hold(7);
    await(inventory.ask(EVENT, take));
    await(
        inventory.ask(
            EVENT, new Command.Claim(take.id(), "A1", "customer", 8, Duration.ofMinutes(5))));
    assertThat(await(inventory.ask(EVENT, new Command.Release(take.id(), null))))
        .isInstanceOf(ReleaseOutcome.BelongsToOrder.class);
    assertThat(await(inventory.ask(EVENT, new Command.Confirm(take.id(), "A1"))))
        .isInstanceOf(ConfirmOutcome.Confirmed.class);
    assertThat(await(inventory.availability(EVENT)).status(7)).isEqualTo(SeatStatus.SOLD);
    assertThat(await(inventory.ask(EVENT, new Command.Cancel(take.id(), "A1"))))
        .isInstanceOf(CancelOutcome.Cancelled.class);
    assertThat(await(inventory.availability(EVENT)).status(7)).isEqualTo(SeatStatus.FREE);
  }

  @Test
  void one_of_two_seats_comes_back_and_the_other_stays_sold() {
    Command.TakeHold take = hold(7, 8);
    await(inventory.ask(EVENT, take));
    await(
        inventory.ask(
            EVENT, new Command.Claim(take.id(), "A1", "customer", 2, Duration.ofMinutes(5))));
    await(inventory.ask(EVENT, new Command.Confirm(take.id(), "A1")));
    assertThat(giveBack(take, "A2", 7)).isEqualTo(new CancelOutcome.Gone());
    assertThat(giveBack(take, "A1", 7, 9)).isEqualTo(new CancelOutcome.Gone());
    assertThat(giveBack(take, "A1", 7)).isEqualTo(new CancelOutcome.Cancelled());
    assertThat(await(inventory.availability(EVENT)).status(7)).isEqualTo(SeatStatus.FREE);
    assertThat(await(inventory.availability(EVENT)).status(8)).isEqualTo(SeatStatus.SOLD);
    assertThat(giveBack(take, "A1", 7)).isEqualTo(new CancelOutcome.Gone());
    Command.TakeHold again = hold(7);
    await(inventory.ask(EVENT, again));
    assertThat(
            await(
                inventory.ask(
                    EVENT,
                    new Command.Claim(again.id(), "A3", "customer", 2, Duration.ofMinutes(5)))))
        .as("the customer has one place now, and may have two")
        .isInstanceOf(ClaimOutcome.Claimed.class);
    Command.TakeHold third = hold(9);
    await(inventory.ask(EVENT, third));
    assertThat(
            await(
                inventory.ask(
                    EVENT,
                    new Command.Claim(third.id(), "A4", "customer", 2, Duration.ofMinutes(5)))))
        .isEqualTo(new ClaimOutcome.OverLimit(3, 2));
    assertThat(giveBack(take, "A1", 8)).isEqualTo(new CancelOutcome.Cancelled());
    assertThat(await(inventory.availability(EVENT)).status(8)).isEqualTo(SeatStatus.FREE);
    assertThat(await(inventory.ask(EVENT, new Command.Cancel(take.id(), "A1"))))
        .isEqualTo(new CancelOutcome.Gone());
  }

  private CancelOutcome giveBack(Command.TakeHold take, String order, Integer... seats) {
    return await(
        inventory.ask(EVENT, new Command.Return(take.id(), order, List.of(seats), List.of())));
  }

  @Test
  void two_nodes_share_an_event_without_selling_a_seat_twice() {
    try (Inventory other = new Inventory(database.pool(), List.of(), Clock.systemUTC())) {
      List<CompletableFuture<HoldOutcome>> answers = new ArrayList<>();
      for (int seat = 0; seat < 100; seat++) {
        for (Inventory node : List.of(inventory, other, inventory, other)) {
          answers.add(node.ask(EVENT, hold(seat)).toCompletableFuture());
        }
      }
      long held =
          answers.stream()
              .map(CompletableFuture::join)
              .filter(HoldOutcome.Held.class::isInstance)
              .count();
      assertThat(held).isEqualTo(100);
      assertThat(inventory.collisions() + other.collisions()).isZero();
    }
  }

  @Test
  void an_event_that_nobody_uses_leaves_the_memory_and_comes_back_as_it_was() {
    await(inventory.ask(EVENT, new Command.Block(1, List.of(7), List.of(), "press")));
    inventory.unloadIdle(Duration.ofMinutes(1));
    assertThat(inventory.warm()).as("used just now").isEqualTo(1);
    inventory.unloadIdle(Duration.ZERO);
    assertThat(inventory.warm()).isZero();
    assertThat(await(inventory.availability(EVENT)).status(7)).isEqualTo(SeatStatus.BLOCKED);
  }

  @Test
  void an_event_with_a_hold_or_a_viewer_stays_in_memory() throws Exception {
    Command.TakeHold take = hold(7);
    await(inventory.ask(EVENT, take));
    inventory.unloadIdle(Duration.ZERO);
    assertThat(inventory.warm()).as("with a hold").isEqualTo(1);
    await(inventory.ask(EVENT, new Command.Release(take.id(), null)));
    try (AutoCloseable viewer = await(inventory.follow(EVENT, 1, frame -> {}))) {
      inventory.unloadIdle(Duration.ZERO);
      assertThat(inventory.warm()).as("with a viewer: " + viewer).isEqualTo(1);
    }
    inventory.unloadIdle(Duration.ZERO);
    assertThat(inventory.warm()).isZero();
  }

  private static Command.TakeHold hold(Integer... seats) {
    return new Command.TakeHold(
        UUID.randomUUID(), List.of(seats), null, List.of(), null, Duration.ofMinutes(10));
  }

  private static <A> A await(CompletionStage<A> answer) {
    return answer.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
