package org.onsale.inventory;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What people ask of an event: mostly of few seats, and about the holds of the last minute. */
final class Buyers {
  /** Holds that are still talked about. */
  private static final int RECENT = 6;

  private static final SeatOrder ONE_ROW =
      SeatOrder.of(
          List.of(IntStream.range(0, Model.SEATS).toArray()),
          seat -> 0,
          seat -> 0,
          seat -> 0,
          0,
          0);

  private final SplittableRandom random;
  private int holds;

  Buyers(SplittableRandom random) {
    this.random = random;
  }

  static Command<?> publish() {
    return new Command.Configure(
        Model.SEATS, List.of(new Command.Capacity(1, 6), new Command.Capacity(2, 3)));
  }

  Command<?> next() {
    int hold = Math.max(0, holds - 1 - random.nextInt(RECENT));
    UUID id = id(hold);
    String order = "order " + (random.nextInt(8) == 0 ? hold + 1 : hold);
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4, 5 -> hold(fresh(), null);
      case 6 -> hold(fresh(), id);
      // Another wish under an id that is known.
      case 7 -> hold(hold, null);
      case 8, 9, 10, 11 ->
          new Command.Claim(id, order, "customer " + random.nextInt(2), 4, lifetime());
      case 12, 13, 14 ->
          random.nextInt(4) > 0
              ? new Command.Confirm(id, order)
              : new Command.HoldForOrder(again(), order, "customer " + random.nextInt(2), 4);
      case 15 ->
          random.nextBoolean()
              ? new Command.Cancel(id, order)
              : new Command.Return(id, order, seats(), places());
      case 16 -> new Command.Release(id, random.nextBoolean() ? null : order);
      case 17 ->
          random.nextBoolean()
              ? new Command.Block(1 + random.nextInt(2), seats(), places(), "house")
              : new Command.Unblock(1 + random.nextInt(2), seats(), places(), "over");
      case 18 -> random.nextBoolean() ? new Command.Sweep() : new Command.Look();
      default ->
          new Command.Configure(
              Model.SEATS, List.of(new Command.Capacity(1, 3 + random.nextInt(5))));
    };
  }

  private int fresh() {
    return holds++;
  }

  /** An id asks for the best seats or never does, for the model knows of chosen seats only. */
  private static boolean isBest(int hold) {
    return hold % 7 == 3;
  }

  private static UUID id(int hold) {
    return new UUID(7, hold);
  }

  private Command<?> hold(int hold, @Nullable UUID replaces) {
    if (isBest(hold)) {
      Command.Best best = new Command.Best(null, 1 + hold % 3, ONE_ROW);
      return new Command.TakeHold(id(hold), List.of(), best, List.of(), null, lifetime());
    }
    return new Command.TakeHold(id(hold), seats(), null, places(), replaces, lifetime());
  }

  /** Somebody paid late, and wants places once more. */
  private Command.TakeHold again() {
    UUID id = new UUID(8, holds++);
    return new Command.TakeHold(id, seats(), null, places(), null, lifetime());
  }

  private Duration lifetime() {
    return Duration.ofSeconds(5 + random.nextInt(60)).plusNanos(1_000L * random.nextInt(1_000));
  }

  private List<Integer> seats() {
    TreeSet<Integer> seats = new TreeSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      // One too far now and then.
      seats.add(random.nextInt(60) == 0 ? Model.SEATS : random.nextInt(Model.SEATS));
    }
    return List.copyOf(seats);
  }

  private List<PoolQuantity> places() {
    return random.nextInt(3) == 0
        ? List.of(new PoolQuantity(1 + random.nextInt(2), 1 + random.nextInt(3)))
        : List.of();
  }
}
