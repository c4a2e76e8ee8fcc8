package org.onsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Random histories of an event, decided by the ledger and by {@link Model}, a plain one. */
class LedgerModelTest {
  private static final int STEPS = 150;

  @Property(tries = 300)
  void the_ledger_answers_and_becomes_what_the_model_says(@ForAll long seed) {
    play(seed, true);
  }

  /** The guard that no key and no index backs: only a second opinion notices. */
  @Test
  void without_the_expiry_check_the_model_notices() {
    assertThatThrownBy(
            () -> {
              for (long seed = 0; seed < 20; seed++) {
                play(seed, false);
              }
            })
        .isInstanceOf(AssertionError.class);
  }

  private static void play(long seed, boolean expiry) {
    Random random = new Random(seed);
    Model model = new Model();
    EventState state = new EventState();
    List<Change> log = new ArrayList<>();
    Instant now = Instant.parse("2026-03-01T12:00:00Z");
    UUID batch = new UUID(1, 1);
    byte[] snapshot = SnapshotCodec.encode(state);
    for (int step = 0; step < STEPS; step++) {
      now = now.plusSeconds(random.nextInt(4));
      Command<?> command = step == 0 ? everything() : command(random, now);
      Decision<?> decision = Decider.decide(state, command, now, expiry);
      for (Change change : decision.changes()) {
        state.apply(change, batch);
        log.add(change);
      }
      String asked = "seed " + seed + ", step " + step + ": " + command;
      assertThat(Model.told(decision.outcome())).as(asked).isEqualTo(model.ask(command, now));
      assertSame(state, model, now, asked);
      if (step == STEPS / 2) {
        snapshot = SnapshotCodec.encode(state);
      }
    }
    EventState folded = new EventState();
    log.forEach(change -> folded.apply(change, batch));
    assertThat(SnapshotCodec.encode(folded)).isEqualTo(SnapshotCodec.encode(state));
    EventState resumed = Objects.requireNonNull(SnapshotCodec.decode(snapshot));
    log.stream()
        .filter(change -> change.version() > resumed.version())
        .forEach(change -> resumed.apply(change, batch));
    assertThat(SnapshotCodec.encode(resumed)).isEqualTo(SnapshotCodec.encode(state));
  }

  private static Command<?> everything() {
    return new Command.Configure(
        Model.SEATS, List.of(new Command.Capacity(1, 6), new Command.Capacity(2, 3)));
  }

  /** Every seat and place as it would be if all that has expired were written down. */
  private static void assertSame(EventState state, Model model, Instant now, String asked) {
    for (int seat = 0; seat < state.seatCount(); seat++) {
      Holding owner = state.owner(seat);
      byte back = state.isOpenTo(AllocationId.NONE, seat) ? SeatStatus.FREE : SeatStatus.BLOCKED;
      byte shown = owner != null && owner.expiredAt(now) ? back : state.status(seat);
      assertThat(shown).as("%s; seat %d", asked, seat).isEqualTo(model.status(seat, now));
    }
    for (int pool : state.pools().keySet()) {
      PoolState then = Objects.requireNonNull(state.pool(pool)).copy();
      state.expiredAt(now).forEach(over -> then.giveBack(over, pool));
      assertThat(then.available())
          .as("%s; pool %d", asked, pool)
          .isEqualTo(model.available(pool, now));
    }
  }

  private static Command<?> command(Random random, Instant now) {
    UUID id = new UUID(7, random.nextInt(14));
    String order = "order" + random.nextInt(4);
    return switch (random.nextInt(15)) {
      case 0, 1, 2 -> hold(id, random);
      case 3 ->
          new Command.HoldForOrder(hold(id, random), order, "customer" + random.nextInt(3), 5);
      case 4 ->
          new Command.TakeHold(
              id,
              seats(random),
              null,
              pools(random),
              new UUID(7, random.nextInt(14)),
              life(random),
              allocation(random),
              null);
      case 5, 6 -> new Command.Claim(id, order, "customer" + random.nextInt(3), 5, life(random));
      case 7, 8 -> new Command.Confirm(id, order);
      case 9 ->
          random.nextBoolean()
              ? new Command.Cancel(id, order)
              : new Command.Return(id, order, seats(random), pools(random));
      case 10 -> new Command.Release(id, random.nextBoolean() ? null : order);
      case 11 ->
          random.nextInt(20) == 0
              ? new Command.Withdraw(seats(random), "gone")
              : new Command.Block(1 + random.nextInt(2), seats(random), pools(random), "house");
      case 12 ->
          random.nextInt(6) == 0
              ? new Command.Dissolve(1 + random.nextInt(2), "time")
              : new Command.Unblock(1 + random.nextInt(2), seats(random), pools(random), "house");
      case 13 -> new Command.Keep(id, order, now.plus(life(random)).truncatedTo(ChronoUnit.MICROS));
      default ->
          random.nextBoolean()
              ? new Command.Sweep()
              : new Command.Configure(
                  Model.SEATS, List.of(new Command.Capacity(1, 3 + random.nextInt(5))));
    };
  }

  private static Command.TakeHold hold(UUID id, Random random) {
    return new Command.TakeHold(
        id, seats(random), null, pools(random), null, life(random), allocation(random), null);
  }

  private static int allocation(Random random) {
    return random.nextBoolean() ? AllocationId.NONE : 1 + random.nextInt(2);
  }

  private static Duration life(Random random) {
    return Duration.ofSeconds(1 + random.nextInt(20)).plusNanos(random.nextInt(2_000));
  }

  private static List<Integer> seats(Random random) {
    // One too far now and then.
    var seats = new TreeSet<Integer>();
    IntStream.range(0, random.nextInt(3))
        .forEach(
            i -> seats.add(random.nextInt(40) == 0 ? Model.SEATS : random.nextInt(Model.SEATS)));
    return List.copyOf(seats);
  }

  private static List<PoolQuantity> pools(Random random) {
    return random.nextInt(3) == 0
        ? List.of(new PoolQuantity(1 + random.nextInt(2), 1 + random.nextInt(3)))
        : List.of();
  }
}
