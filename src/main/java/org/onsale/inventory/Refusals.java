package org.onsale.inventory;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says no to holds that must lose, at once and from memory: at an onsale a thousand people per
 * ticket look and lose, and none of them needs the database for it.
 *
 * <p>Why it may. Its state is a committed one, known to have been the newest within the last
 * second: seats come back, but nobody is promised that they hear of it sooner. A seat that is held
 * counts as lost no longer than its hold lives, by the database's clock. Whoever might be told
 * something else than no, or another no, is sent to the ledger: an id that has held before, a hold
 * to replace, an access code, a seat that does not exist. So this never says yes, and never
 * decides.
 *
 * <p>One thread shows, any number ask. What they read of {@link #lostUntil} is never older than the
 * view they have read before, and may be newer.
 */
final class Refusals {

  /** The design's rule of freshness. */
  static final Duration FRESH = Duration.ofSeconds(1);

  private static final int FREE = 0;
  private static final int SOLD = Integer.MAX_VALUE;

  /** Per seat the second of the epoch until which it surely cannot be had. */
  private int[] lostUntil = new int[0];

  private volatile @Nullable View view;
  private volatile long newestAtNanos;

  /**
   * A committed state.
   *
   * @param clock the database's, when it was decided
   * @param clockNanos the node's time at that moment
   * @param nextExpiry the second in which a hold expires next
   * @param free null when best available was never asked for
   */
  private record View(
      int[] lostUntil,
      Int2IntOpenHashMap available,
      HoldIds ids,
      Instant clock,
      long clockNanos,
      long nextExpiry,
      @Nullable FreeSeats free) {

    long second() {
      return clock.plusNanos(System.nanoTime() - clockNanos).getEpochSecond();
    }
  }

  /** Takes over what changes have touched. */
  void show(EventState state, int[] seats, Instant clock, long clockNanos) {
    if (state.seatCount() > lostUntil.length) {
      lostUntil = Arrays.copyOf(lostUntil, state.seatCount());
    }
    for (int seat : seats) {
      lostUntil[seat] = lostUntil(state, seat);
    }
    publish(state, clock, clockNanos);
  }

  /** Takes over a state that was read anew. */
  void showRead(EventState state, Instant clock, long clockNanos) {
    lostUntil = new int[state.seatCount()];
    for (int seat = 0; seat < lostUntil.length; seat++) {
      lostUntil[seat] = lostUntil(state, seat);
    }
    publish(state, clock, clockNanos);
  }

  private static int lostUntil(EventState state, int seat) {
    return switch (state.status(seat)) {
      case SeatStatus.FREE -> FREE;
      case SeatStatus.HELD -> {
        yield state.owner(seat) instanceof Holding.Live owner
            ? (int) Math.min(owner.expirySecond(), Integer.MAX_VALUE - 1)
            : FREE;
      }
      default -> SOLD;
    };
  }

  private void publish(EventState state, Instant clock, long clockNanos) {
    Int2IntOpenHashMap available = new Int2IntOpenHashMap(state.pools().size());
    available.defaultReturnValue(-1);
    for (Map.Entry<Integer, PoolState> pool : state.pools().entrySet()) {
      available.put((int) pool.getKey(), pool.getValue().available());
    }
    Holding.Live next = state.nextToExpire();
    long nextExpiry = next == null ? Long.MAX_VALUE : next.expirySecond();
    view =
        new View(
            lostUntil, available, state.ids(), clock, clockNanos, nextExpiry, state.freeSeats());
  }

  /** What is shown was the newest at that time of this node. */
  void newestAt(long nanos) {
    newestAtNanos = nanos;
  }

  /** The no that the ledger would say; null when it has to be asked. */
  @Nullable HoldOutcome of(Command.TakeHold take) {
    View known = view;
    if (known == null
        || take.replaces() != null
        || take.allocation() != AllocationId.NONE
        || System.nanoTime() - newestAtNanos > FRESH.toNanos()) {
      return null;
    }
    HoldOutcome no = no(take, known);
    return no != null && !known.ids.contains(take.id()) ? no : null;
  }

  private static @Nullable HoldOutcome no(Command.TakeHold take, View known) {
    long now = known.second();
    List<Integer> seats = new ArrayList<>(take.seats().size());
    int last = -1;
    for (int seat : take.seats()) {
      if (seat <= last || seat >= known.lostUntil.length) {
        return null;
      }
      if (now < known.lostUntil[seat]) {
        seats.add(seat);
      }
      last = seat;
    }
    List<Integer> pools = new ArrayList<>(take.pools().size());
    for (PoolQuantity wanted : take.pools()) {
      int available = known.available.get(wanted.pool());
      if (available < 0 || available < wanted.quantity() && now >= known.nextExpiry) {
        return null;
      }
      if (available < wanted.quantity()) {
        pools.add(wanted.pool());
      }
    }
    return seats.isEmpty() && pools.isEmpty()
        ? notEnough(take, known, now)
        : new HoldOutcome.Lost(seats, pools);
  }

  private static HoldOutcome.@Nullable NotEnough notEnough(
      Command.TakeHold take, View known, long now) {
    Command.Best best = take.best();
    FreeSeats free = known.free;
    if (best == null
        || free == null
        || free.order() != best.order()
        || !take.seats().isEmpty()
        || now >= known.nextExpiry) {
      return null;
    }
    int left = free.of(best.category());
    return left < best.quantity() ? new HoldOutcome.NotEnough(left) : null;
  }
}
