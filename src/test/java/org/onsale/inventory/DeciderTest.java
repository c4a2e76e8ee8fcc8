package org.onsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The outcomes whose order of precedence makes retries safe. */
class DeciderTest {
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private final EventState state = new EventState();
  private final UUID batch = UUID.randomUUID();
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");

  @BeforeEach
  void configure() {
    ask(new Command.Configure(10, List.of(new Command.Capacity(1, 5))));
  }

  private <A> A ask(Command<A> command) {
    Decision<A> decision = Decider.decide(state, command, now);
    decision.changes().forEach(change -> state.apply(change, batch));
    return decision.outcome();
  }

  private static Command.TakeHold take(UUID id, List<Integer> seats, UUID... replaces) {
    return new Command.TakeHold(
        id, seats, null, List.of(), replaces.length == 0 ? null : replaces[0], TEN_MINUTES);
  }

  private static Command.TakeHold places(int quantity) {
    return new Command.TakeHold(
        UUID.randomUUID(),
        List.of(),
        null,
        List.of(new PoolQuantity(1, quantity)),
        null,
        TEN_MINUTES);
  }

  private UUID held(Integer... seats) {
    UUID id = UUID.randomUUID();
    assertThat(ask(take(id, List.of(seats)))).isInstanceOf(HoldOutcome.Held.class);
    return id;
  }

  private void claimed(UUID hold, String order) {
    assertThat(ask(new Command.Claim(hold, order, "customer", 4, TEN_MINUTES)))
        .isInstanceOf(ClaimOutcome.Claimed.class);
  }

  @Test
  void a_retry_is_told_of_its_hold_before_anything_else_is_looked_at() {
    UUID old = held(1);
    UUID id = UUID.randomUUID();
    Command.TakeHold replacing = take(id, List.of(2), old);
    ask(replacing);
    assertThat(ask(replacing)).isInstanceOf(HoldOutcome.HeldBefore.class);
    assertThat(ask(take(id, List.of(99)))).isEqualTo(new HoldOutcome.OtherContent());
  }

  private OrderHoldOutcome heldForOrder(UUID id, String order, Integer... seats) {
    return ask(
        new Command.HoldForOrder(take(id, List.of(seats)), order, "customer of " + order, 3));
  }

  @Test
  void a_hold_for_an_order_is_its_own_from_the_beginning() {
    UUID id = UUID.randomUUID();
    assertThat(heldForOrder(id, "A", 1, 2)).isInstanceOf(OrderHoldOutcome.Held.class);
    assertThat(ask(new Command.Release(id, null))).isEqualTo(new ReleaseOutcome.BelongsToOrder());
    assertThat(heldForOrder(id, "A", 1, 2)).isEqualTo(new OrderHoldOutcome.HeldBefore());
    assertThat(ask(new Command.Confirm(id, "A"))).isInstanceOf(ConfirmOutcome.Confirmed.class);
    assertThat(heldForOrder(id, "A", 1, 2)).isEqualTo(new OrderHoldOutcome.HeldBefore());
  }

  @Test
  void a_hold_for_an_order_takes_from_nobody_and_keeps_to_the_limit() {
    held(1);
    assertThat(heldForOrder(UUID.randomUUID(), "A", 1, 2))
        .isEqualTo(new OrderHoldOutcome.NotFree());
    assertThat(state.status(2)).isEqualTo(SeatStatus.FREE);
    assertThat(heldForOrder(UUID.randomUUID(), "A", 2, 3, 4, 5))
        .isEqualTo(new OrderHoldOutcome.OverLimit(4, 3));
    heldForOrder(UUID.randomUUID(), "A", 2, 3);
    assertThat(heldForOrder(UUID.randomUUID(), "A", 4, 5))
        .isEqualTo(new OrderHoldOutcome.OverLimit(4, 3));
    now = now.plus(TEN_MINUTES);
    assertThat(heldForOrder(UUID.randomUUID(), "A", 1, 2, 3))
        .isInstanceOf(OrderHoldOutcome.Held.class);
  }

  @Test
  void what_was_sold_or_given_back_is_spent() {
    UUID sold = held(1);
    claimed(sold, "A");
    ask(new Command.Confirm(sold, "A"));
    assertThat(ask(take(sold, List.of(1)))).isEqualTo(new HoldOutcome.Spent());
    UUID released = held(2);
    ask(new Command.Release(released, null));
    assertThat(ask(take(released, List.of(2)))).isEqualTo(new HoldOutcome.Spent());
  }

  @Test
  void seats_that_do_not_exist_or_stand_twice_are_named() {
    assertThat(ask(take(UUID.randomUUID(), List.of(3, 3, 10, -1))))
        .isEqualTo(new HoldOutcome.UnknownSeats(List.of(-1, 3, 10)));
  }

  @Test
  void a_new_hold_inherits_the_expiry_of_the_one_it_replaces_and_may_keep_its_seats() {
    UUID old = held(1, 2);
    Instant expiry = Objects.requireNonNull(state.nextToExpire()).expiresAt();
    now = now.plusSeconds(60);
    var outcome = (HoldOutcome.Held) ask(take(UUID.randomUUID(), List.of(2, 3), old));
    assertThat(outcome.hold().expiresAt()).isEqualTo(expiry);
    assertThat(state.status(1)).isEqualTo(SeatStatus.FREE);
  }

  @Test
  void a_failed_replacement_leaves_the_old_hold_alone() {
    UUID old = held(1);
    held(2);
    assertThat(ask(take(UUID.randomUUID(), List.of(1, 2), old)))
        .isEqualTo(new HoldOutcome.Lost(List.of(2), List.of()));
    assertThat(state.holding(old)).isNotNull();
  }

  @Test
  void a_claimed_hold_can_neither_be_replaced_nor_released_by_its_id() {
    UUID id = held(1);
    claimed(id, "A");
    assertThat(ask(take(UUID.randomUUID(), List.of(2), id)))
        .isEqualTo(new HoldOutcome.ReplacedGone());
    assertThat(ask(new Command.Release(id, null))).isEqualTo(new ReleaseOutcome.BelongsToOrder());
    assertThat(ask(new Command.Release(id, "B"))).isEqualTo(new ReleaseOutcome.BelongsToOrder());
    assertThat(ask(new Command.Release(id, "A"))).isEqualTo(new ReleaseOutcome.Released());
  }

  @Test
  void a_seat_is_free_from_the_instant_of_expiry_and_the_whole_hold_is_expired_first() {
    UUID old = held(1, 2);
    now = now.plus(TEN_MINUTES).minusNanos(1_000);
    assertThat(ask(take(UUID.randomUUID(), List.of(1)))).isInstanceOf(HoldOutcome.Lost.class);
    now = now.plusNanos(1_000);
    Decision<HoldOutcome> decision =
        Decider.decide(state, take(UUID.randomUUID(), List.of(1)), now);
    assertThat(decision.changes())
        .extracting(Change::kind)
        .containsExactly(ChangeKind.EXPIRE, ChangeKind.HOLD);
    assertThat(decision.changes().getFirst().hold()).isEqualTo(old);
  }

  @Test
  void expired_places_of_a_pool_are_free_to_hold_to_block_and_to_take_away() {
    ask(places(5));
    assertThat(ask(places(1))).isEqualTo(new HoldOutcome.Lost(List.of(), List.of(1)));
    now = now.plus(TEN_MINUTES);
    assertThat(ask(places(2))).isInstanceOf(HoldOutcome.Held.class);
    now = now.plus(TEN_MINUTES);
    assertThat(ask(new Command.Configure(10, List.of(new Command.Capacity(1, 1)))))
        .isInstanceOf(ConfigureOutcome.Configured.class);
  }

  @Test
  void a_claim_objects_to_what_the_hold_has_and_leaves_it_as_it_is() {
    UUID id = held(1, 2);
    Command.Claim claim =
        new Command.Claim(
            id,
            "A",
            "customer",
            hold -> 4,
            TEN_MINUTES,
            hold -> hold.seats().contains(2) ? "no" : null);
    assertThat(ask(claim)).isEqualTo(new ClaimOutcome.Vetoed("no"));
    claimed(id, "B");
  }

  @Test
  void a_hold_tells_when_it_was_taken_and_its_replacement_tells_the_same() {
    Instant begun = now;
    UUID first = held(1, 2);
    now = now.plusSeconds(60);
    UUID second = UUID.randomUUID();
    var replaced =
        (HoldOutcome.Held)
            ask(new Command.TakeHold(second, List.of(3), null, List.of(), first, TEN_MINUTES));
    assertThat(replaced.hold().takenAt()).isEqualTo(begun);
    assertThat(ask(new Command.Show(second)).orElseThrow().takenAt()).isEqualTo(begun);
    EventState read = Objects.requireNonNull(SnapshotCodec.decode(SnapshotCodec.encode(state)));
    assertThat(((Holding.Live) Objects.requireNonNull(read.holding(second))).takenAt())
        .isEqualTo(begun);
    assertThat(ask(take(UUID.randomUUID(), List.of(4))))
        .isInstanceOfSatisfying(
            HoldOutcome.Held.class, held -> assertThat(held.hold().takenAt()).isEqualTo(now));
  }

  @Test
  void the_limit_of_a_claim_is_that_of_its_hold() {
    Instant begun = now;
    UUID id = held(1, 2);
    now = now.plusSeconds(1);
    UUID later = held(3, 4);
    ToIntFunction<Hold> two = hold -> hold.takenAt().equals(begun) ? 1 : 2;
    assertThat(ask(new Command.Claim(id, "A", "customer", two, TEN_MINUTES, hold -> null)))
        .isEqualTo(new ClaimOutcome.OverLimit(2, 1));
    assertThat(ask(new Command.Claim(later, "B", "customer", two, TEN_MINUTES, hold -> null)))
        .isInstanceOf(ClaimOutcome.Claimed.class);
  }

  @Test
  void a_hold_is_shown_as_long_as_it_is_a_buyers() {
    UUID id = held(1, 2);
    assertThat(ask(new Command.Show(id)).orElseThrow().seats()).containsExactly(1, 2);
    now = now.plus(TEN_MINUTES);
    assertThat(ask(new Command.Show(id))).isEmpty();
    UUID claimed = held(3);
    claimed(claimed, "A");
    assertThat(ask(new Command.Show(claimed))).isEmpty();
  }

  @Test
  void the_limit_counts_claimed_and_sold_places_but_no_claim_that_has_expired() {
    UUID first = held(1, 2, 3);
    claimed(first, "A");
    UUID second = held(4, 5);
    assertThat(ask(new Command.Claim(second, "B", "customer", 4, TEN_MINUTES)))
        .isEqualTo(new ClaimOutcome.OverLimit(5, 4));
    now = now.plus(TEN_MINUTES);
    UUID third = held(6, 7);
    claimed(third, "C");
    assertThat(state.holding(first)).isNull();
  }

  @Test
  void a_claim_that_is_too_late_to_confirm_is_refused_and_only_its_expiry_is_written() {
    UUID id = held(1);
    claimed(id, "A");
    now = now.plus(TEN_MINUTES);
    Decision<ConfirmOutcome> decision = Decider.decide(state, new Command.Confirm(id, "A"), now);
    assertThat(decision.outcome()).isEqualTo(new ConfirmOutcome.Gone());
    assertThat(decision.accepted()).isFalse();
    assertThat(decision.changes()).extracting(Change::kind).containsExactly(ChangeKind.EXPIRE);
  }

  @Test
  void an_order_keeps_its_claim_for_longer_and_counts_once_against_the_limit() {
    UUID id = held(1, 2);
    claimed(id, "A");
    Instant tomorrow = now.plus(Duration.ofDays(1));
    assertThat(ask(new Command.Keep(id, "A", tomorrow)))
        .isInstanceOfSatisfying(
            KeepOutcome.Kept.class,
            kept -> assertThat(kept.hold().expiresAt()).isEqualTo(tomorrow));
    assertThat(state.placesOf("customer")).isEqualTo(2);
    now = tomorrow.minusMillis(1);
    UUID other = UUID.randomUUID();
    assertThat(ask(take(other, List.of(1)))).isInstanceOf(HoldOutcome.Lost.class);
    now = tomorrow;
    assertThat(ask(new Command.Confirm(id, "A"))).isEqualTo(new ConfirmOutcome.Gone());
    assertThat(state.placesOf("customer")).isZero();
    assertThat(ask(take(other, List.of(1)))).isInstanceOf(HoldOutcome.Held.class);
  }

  @Test
  void nobody_else_keeps_a_claim_and_nobody_keeps_it_for_less_long() {
    UUID id = held(1);
    Instant later = now.plus(Duration.ofDays(1));
    assertThat(ask(new Command.Keep(id, "A", later))).isEqualTo(new KeepOutcome.Gone());
    claimed(id, "A");
    long version = state.version();
    assertThat(ask(new Command.Keep(id, "B", later))).isEqualTo(new KeepOutcome.Gone());
    assertThat(ask(new Command.Keep(id, "A", now.plus(TEN_MINUTES))))
        .isEqualTo(new KeepOutcome.NotLater());
    assertThat(state.version()).isEqualTo(version);
    ask(new Command.Confirm(id, "A"));
    assertThat(ask(new Command.Keep(id, "A", later))).isEqualTo(new KeepOutcome.Gone());
  }

  @Test
  void a_log_in_which_a_claim_is_taken_over_or_cut_short_is_corrupt() {
    UUID id = held(1);
    claimed(id, "A");
    Holding.Live claim = (Holding.Live) Objects.requireNonNull(state.holding(id));
    Instant later = claim.expiresAt().plusSeconds(1);
    Holding.Live byOther = claim.claimed("B", "customer", claim.expiresAt());
    Holding.Live ofOther = claim.claimed("A", "other", claim.expiresAt());
    for (Change wrong :
        List.of(
            Change.keep(state.version() + 1, byOther, later, now),
            Change.keep(state.version() + 1, ofOther, later, now),
            Change.keep(state.version() + 1, claim, claim.expiresAt(), now),
            Change.keep(state.version() + 1, claim, claim.expiresAt().minusSeconds(1), now))) {
      assertThatThrownBy(() -> state.apply(wrong, batch))
          .isInstanceOf(CorruptLedgerException.class);
    }
  }

  @Test
  void only_the_order_confirms_and_a_second_time_changes_nothing() {
    UUID id = held(1);
    claimed(id, "A");
    assertThat(ask(new Command.Claim(id, "B", "other", 4, TEN_MINUTES)))
        .isEqualTo(new ClaimOutcome.ClaimedByOther("A"));
    assertThat(ask(new Command.Confirm(id, "B"))).isEqualTo(new ConfirmOutcome.Gone());
    assertThat(ask(new Command.Confirm(id, "A"))).isInstanceOf(ConfirmOutcome.Confirmed.class);
    long version = state.version();
    assertThat(ask(new Command.Confirm(id, "A"))).isEqualTo(new ConfirmOutcome.ConfirmedBefore());
    assertThat(state.version()).isEqualTo(version);
  }

  @Test
  void seats_never_go_away_and_a_pool_is_not_cut_below_what_is_taken() {
    ask(places(3));
    assertThat(ask(new Command.Configure(9, List.of())))
        .isEqualTo(new ConfigureOutcome.FewerSeats(10));
    assertThat(ask(new Command.Configure(10, List.of(new Command.Capacity(1, 2)))))
        .isEqualTo(new ConfigureOutcome.BelowTaken(List.of(new Command.Capacity(1, 3))));
  }

  private void blocked(int allocation, List<Integer> seats, PoolQuantity... pools) {
    assertThat(ask(new Command.Block(allocation, seats, List.of(pools), "house")))
        .isInstanceOf(BlockOutcome.Done.class);
  }

  private static Command.TakeHold takeFrom(
      int allocation, List<Integer> seats, PoolQuantity... pools) {
    return new Command.TakeHold(
        UUID.randomUUID(), seats, null, List.of(pools), null, TEN_MINUTES, allocation, null);
  }

  private PoolState pool() {
    return Objects.requireNonNull(state.pool(1));
  }

  @Test
  void an_allocation_is_sold_to_those_who_may_take_from_it_and_to_nobody_else() {
    blocked(3, List.of(1, 2));
    blocked(4, List.of(5));
    assertThat(ask(takeFrom(AllocationId.NONE, List.of(1))))
        .isEqualTo(new HoldOutcome.Lost(List.of(1), List.of()));
    assertThat(ask(takeFrom(4, List.of(1, 5))))
        .isEqualTo(new HoldOutcome.Lost(List.of(1), List.of()));
    assertThat(ask(takeFrom(3, List.of(1, 7)))).isInstanceOf(HoldOutcome.Held.class);
    assertThat(state.status(1)).isEqualTo(SeatStatus.HELD);
  }

  @Test
  void a_seat_that_comes_back_is_its_allocations_again_and_free_once_that_was_dissolved() {
    blocked(3, List.of(1, 2));
    Command.TakeHold first = takeFrom(3, List.of(1));
    ask(first);
    ask(new Command.Release(first.id(), null));
    assertThat(state.status(1)).isEqualTo(SeatStatus.BLOCKED);
    Command.TakeHold second = takeFrom(3, List.of(1));
    ask(second);
    ask(new Command.Dissolve(3, "time"));
    assertThat(state.status(1)).isEqualTo(SeatStatus.HELD);
    assertThat(state.status(2)).isEqualTo(SeatStatus.FREE);
    ask(new Command.Release(second.id(), null));
    assertThat(state.status(1)).isEqualTo(SeatStatus.FREE);
  }

  @Test
  void who_replaces_a_hold_without_its_allocation_cannot_keep_its_seats() {
    blocked(3, List.of(1));
    Command.TakeHold old = takeFrom(3, List.of(1));
    ask(old);
    assertThat(ask(take(UUID.randomUUID(), List.of(1, 2), old.id())))
        .isEqualTo(new HoldOutcome.Lost(List.of(1), List.of()));
  }

  @Test
  void the_places_of_an_allocation_go_first_and_come_back_to_it() {
    blocked(3, List.of(), new PoolQuantity(1, 2));
    assertThat(pool().available()).isEqualTo(3);
    Command.TakeHold three = takeFrom(3, List.of(), new PoolQuantity(1, 3));
    ask(three);
    assertThat(pool().left(3)).isZero();
    assertThat(pool().available()).isEqualTo(2);
    ask(new Command.Release(three.id(), null));
    assertThat(pool().left(3)).isEqualTo(2);
    assertThat(pool().available()).isEqualTo(3);
  }

  @Test
  void places_that_are_out_when_an_allocation_is_dissolved_come_back_to_the_public() {
    blocked(3, List.of(), new PoolQuantity(1, 4));
    Command.TakeHold two = takeFrom(3, List.of(), new PoolQuantity(1, 2));
    ask(two);
    ask(new Command.Dissolve(3, "time"));
    assertThat(pool().available()).isEqualTo(3);
    ask(new Command.Release(two.id(), null));
    assertThat(pool().available()).isEqualTo(5);
    assertThat(pool().blocked()).isZero();
  }

  @Test
  void an_expired_hold_of_an_allocation_gives_its_places_to_the_next_of_the_same() {
    blocked(3, List.of(4), new PoolQuantity(1, 2));
    ask(takeFrom(3, List.of(4), new PoolQuantity(1, 2)));
    now = now.plus(TEN_MINUTES);
    assertThat(ask(places(4))).isEqualTo(new HoldOutcome.Lost(List.of(), List.of(1)));
    Command.TakeHold next = takeFrom(3, List.of(4), new PoolQuantity(1, 2));
    assertThat(ask(next)).isInstanceOf(HoldOutcome.Held.class);
    assertThat(pool().available()).isEqualTo(3);
  }

  @Test
  void a_pool_is_not_cut_below_what_is_sold_held_and_blocked() {
    blocked(3, List.of(), new PoolQuantity(1, 2));
    ask(places(2));
    assertThat(ask(new Command.Configure(10, List.of(new Command.Capacity(1, 3)))))
        .isEqualTo(new ConfigureOutcome.BelowTaken(List.of(new Command.Capacity(1, 4))));
    assertThat(ask(new Command.Configure(10, List.of(new Command.Capacity(1, 4)))))
        .isInstanceOf(ConfigureOutcome.Configured.class);
  }

  @Test
  void one_hold_writes_no_more_expiries_than_it_needs() {
    for (int i = 0; i < 5; i++) {
      ask(places(1));
    }
    now = now.plus(TEN_MINUTES);
    assertThat(Decider.decide(state, places(2), now).changes())
        .extracting(Change::kind)
        .containsExactly(ChangeKind.EXPIRE, ChangeKind.EXPIRE, ChangeKind.HOLD);
  }

  @Test
  void a_seat_that_left_the_plan_stays_with_its_buyer_and_is_blocked_when_it_comes_back() {
    UUID sold = held(1);
    blocked(3, List.of(2));
    ask(new Command.Withdraw(List.of(1, 2, 3), "gone"));
    assertThat(state.status(1)).isEqualTo(SeatStatus.HELD);
    assertThat(state.status(3)).isEqualTo(SeatStatus.BLOCKED);
    ask(new Command.Dissolve(3, "time"));
    assertThat(state.status(2)).isEqualTo(SeatStatus.BLOCKED);
    ask(new Command.Release(sold, null));
    assertThat(state.status(1)).isEqualTo(SeatStatus.BLOCKED);
  }

  @Test
  void the_best_seats_for_an_access_code_are_those_of_its_allocation() {
    blocked(3, List.of(7, 8));
    Command.TakeHold two =
        new Command.TakeHold(
            UUID.randomUUID(),
            List.of(),
            new Command.Best(null, 2, ROW),
            List.of(),
            null,
            TEN_MINUTES,
            3,
            null);
    var outcome = (HoldOutcome.Held) ask(two);
    assertThat(outcome.hold().seats()).containsExactly(7, 8);
  }

  @Test
  void what_an_allocation_has_is_told_with_what_buyers_have_of_it() {
    blocked(3, List.of(1, 2, 3), new PoolQuantity(1, 4));
    Command.TakeHold sold = takeFrom(3, List.of(1), new PoolQuantity(1, 1));
    ask(sold);
    claimed(sold.id(), "A");
    ask(new Command.Confirm(sold.id(), "A"));
    ask(takeFrom(3, List.of(2)));
    assertThat(ask(new Command.Inspect(3)))
        .containsExactly(
            new AllocationShare(
                3,
                List.of(3),
                List.of(2),
                List.of(1),
                List.of(new AllocationShare.Places(1, 4, 1))));
    assertThat(ask(new Command.Inspect(9))).isEmpty();
  }

  @Test
  void a_block_from_before_allocations_had_numbers_can_be_folded_and_dissolved() {
    state.apply(
        Change.ofHouse(
            ChangeKind.BLOCK,
            2,
            new int[] {4},
            new int[] {1},
            new int[] {2},
            AllocationId.NONE,
            "press",
            now),
        batch);
    assertThat(state.status(4)).isEqualTo(SeatStatus.BLOCKED);
    ask(new Command.Dissolve(AllocationId.UNNAMED, "open"));
    assertThat(state.status(4)).isEqualTo(SeatStatus.FREE);
    assertThat(pool().available()).isEqualTo(5);
  }

  /** Ten seats in one row; the focal point is at its beginning. */
  private static final SeatOrder ROW =
      SeatOrder.of(
          List.of(IntStream.range(0, 10).toArray()), seat -> 1, seat -> seat, seat -> 0, 0, 0);

  private static Command.TakeHold best(int quantity, List<Integer> byHand, UUID... replaces) {
    return new Command.TakeHold(
        UUID.randomUUID(),
        byHand,
        new Command.Best(null, quantity, ROW),
        List.of(),
        replaces.length == 0 ? null : replaces[0],
        TEN_MINUTES);
  }

  private List<Integer> heldBy(Command<HoldOutcome> command) {
    return ((HoldOutcome.Held) ask(command)).hold().seats();
  }

  @Test
  void best_available_takes_what_has_expired_and_writes_all_of_it_down() {
    assertThat(heldBy(best(2, List.of()))).containsExactly(0, 1);
    assertThat(heldBy(best(2, List.of()))).containsExactly(2, 3);
    now = now.plus(TEN_MINUTES);
    Decision<HoldOutcome> decision = Decider.decide(state, best(3, List.of()), now);
    assertThat(decision.changes())
        .extracting(Change::kind)
        .containsExactly(ChangeKind.EXPIRE, ChangeKind.EXPIRE, ChangeKind.HOLD);
    assertThat(decision.changes().getLast().seats()).containsExactly(0, 1, 2);
  }

  @Test
  void best_available_may_keep_seats_of_the_hold_it_replaces_and_none_chosen_by_hand() {
    UUID old = held(0, 1);
    assertThat(heldBy(best(3, List.of()))).containsExactly(2, 3, 4);
    assertThat(heldBy(best(1, List.of(0), old))).containsExactly(0, 1);
  }

  @Test
  void a_decision_on_best_available_leaves_the_state_as_it_was() {
    held(0, 1);
    now = now.plus(TEN_MINUTES);
    var first = (HoldOutcome.Held) Decider.decide(state, best(4, List.of(2)), now).outcome();
    var second = (HoldOutcome.Held) Decider.decide(state, best(4, List.of(2)), now).outcome();
    assertThat(second.hold().seats()).isEqualTo(first.hold().seats());
    assertThat(state.seatIndex(ROW).free(null)).isEqualTo(8);
  }

  @Test
  void more_expired_holds_than_are_written_at_once_do_not_hide_free_seats() {
    ask(new Command.Configure(Decider.SWEEP_LIMIT + 100, List.of()));
    for (int seat = Decider.SWEEP_LIMIT + 99; seat >= 0; seat--) {
      held(seat);
      now = now.plusNanos(1_000_000);
    }
    now = now.plus(TEN_MINUTES);
    // Seats 0 to 9, the only ones of this order, were held last.
    assertThat(heldBy(best(2, List.of()))).containsExactly(0, 1);
  }

  private static Command.TakeHold noSingles(UUID id, Integer... seats) {
    return new Command.TakeHold(
        id, List.of(seats), null, List.of(), null, TEN_MINUTES, AllocationId.NONE, ROW);
  }

  @Test
  void a_choice_that_leaves_a_single_seat_is_refused_where_that_is_forbidden() {
    assertThat(ask(noSingles(UUID.randomUUID(), 1, 2)))
        .isEqualTo(new HoldOutcome.LeavesSingles(List.of(0)));
    ask(new Command.Block(1, List.of(3), List.of(), "house"));
    assertThat(ask(noSingles(UUID.randomUUID(), 0, 1))).isInstanceOf(HoldOutcome.Held.class);
    assertThat(ask(noSingles(UUID.randomUUID(), 1, 5)))
        .isEqualTo(new HoldOutcome.Lost(List.of(1), List.of()));
    assertThat(ask(take(UUID.randomUUID(), List.of(5)))).isInstanceOf(HoldOutcome.Held.class);
  }

  @Test
  void a_seat_whose_hold_has_expired_counts_as_free_to_the_rule_of_single_seats() {
    held(2);
    assertThat(ask(noSingles(UUID.randomUUID(), 0))).isInstanceOf(HoldOutcome.Held.class);
    now = now.plus(TEN_MINUTES);
    assertThat(ask(noSingles(UUID.randomUUID(), 1)))
        .isEqualTo(new HoldOutcome.LeavesSingles(List.of(0)));
  }

  @Test
  void a_snapshot_with_broken_bytes_is_not_believed() {
    held(1);
    byte[] bytes = SnapshotCodec.encode(state);
    assertThat(SnapshotCodec.decode(bytes)).isNotNull();
    bytes[bytes.length - 1] ^= 1;
    assertThat(SnapshotCodec.decode(bytes)).isNull();
  }

  @Test
  void a_snapshot_by_a_node_that_knew_more_kinds_of_change_is_not_believed() throws IOException {
    byte[] plain;
    try (var in = new InflaterInputStream(new ByteArrayInputStream(SnapshotCodec.encode(state)))) {
      plain = in.readAllBytes();
    }
    plain[1]++;
    var newer = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(newer)) {
      out.write(plain);
    }
    assertThat(SnapshotCodec.decode(newer.toByteArray())).isNull();
  }

  @Test
  void a_snapshot_that_does_not_say_when_holds_were_taken_is_not_believed() {
    // By format 2, with a hold that is alive.
    String kept =
        "eAFj4mKAABgN5TKwgxiZS7QcoAJcjIyMICYTmM/1HwUwMIO4QBmQEhBmBWKISiADCJghFFgOxEQyCsqBKgBa"
            + "qTMDwvZ7fjxsvbgIG1QGZgWIC9YOpJlg9oHsgrFBNNhumFGMDDyOhka63uaBRr6WES6MDCLF+bmpSfkplQ6p"
            + "FYm5BTmpevlF6f4erLvPr1JeCtQNAixQH4HYMOuYYdaAAwckAwJo1hhAASODhKOjq7NjeaCbU3qyp3Ngvo+L"
            + "o4G/S4Vj0MHZrVMkfws3QvSDAwslgBqAVgIAxV5Bkg==";
    assertThat(SnapshotCodec.decode(Base64.getDecoder().decode(kept))).isNull();
  }
}
