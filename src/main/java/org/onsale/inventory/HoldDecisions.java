package org.onsale.inventory;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decides requests for a hold: by seats, places of pools, and the best that are left. */
final class HoldDecisions {
  private final Moment moment;
  private final EventState state;

  HoldDecisions(Moment moment) {
    this.moment = moment;
    this.state = moment.state();
  }

  Decision<HoldOutcome> hold(Command.TakeHold take) {
    if (state.isSpent(take.id())) {
      return Decision.no(new HoldOutcome.Spent());
    }
    long fingerprint = Fingerprint.of(take);
    Holding same = state.holding(take.id());
    if (same != null) {
      return repeated(same, fingerprint);
    }
    @Nullable HoldOutcome unknown = unknownParts(take);
    if (unknown != null) {
      return Decision.no(unknown);
    }
    Holding.Live old = null;
    if (take.replaces() != null) {
      if (!(moment.alive(take.replaces()) instanceof Holding.Live held) || held.isClaimed()) {
        return moment.refused(new HoldOutcome.ReplacedGone());
      }
      old = held;
    }
    BestAvailable.Choice best = choose(take, old);
    int[] seats = union(take.seats(), best.seats());
    @Nullable HoldOutcome lost = lost(take, old, seats, best);
    if (lost != null) {
      return moment.refused(lost);
    }
    return granted(take, old, seats, best.arrangement(), fingerprint);
  }

  private Decision<HoldOutcome> repeated(Holding same, long fingerprint) {
    if (!(moment.alive(same) instanceof Holding.Live live)) {
      return moment.refused(new HoldOutcome.Spent());
    }
    return Decision.no(
        live.fingerprint() == fingerprint
            ? new HoldOutcome.HeldBefore(live.view())
            : new HoldOutcome.OtherContent());
  }

  private @Nullable HoldOutcome unknownParts(Command.TakeHold take) {
    List<Integer> unknownSeats = new ArrayList<>(0);
    int last = -1;
    // They come sorted: one named twice stands beside itself.
    for (int seat : take.seats()) {
      if (!moment.exists(seat) || seat == last) {
        unknownSeats.add(seat);
      }
      last = seat;
    }
    if (!unknownSeats.isEmpty()) {
      return new HoldOutcome.UnknownSeats(unknownSeats);
    }
    if (take.pools().isEmpty()) {
      return null;
    }
    IntOpenHashSet seenPools = new IntOpenHashSet();
    List<Integer> unknownPools =
        take.pools().stream()
            .map(PoolQuantity::pool)
            .filter(pool -> state.pool(pool) == null || !seenPools.add((int) pool))
            .toList();
    return unknownPools.isEmpty() ? null : new HoldOutcome.UnknownPools(unknownPools);
  }

  /**
   * Chooses as if the hold to be replaced and those that have expired were gone. The latter are
   * written with this very decision, so that the next need not look at them again; those beyond the
   * limit are, too, when the seats would not suffice without them.
   */
  private BestAvailable.Choice choose(Command.TakeHold take, @Nullable Holding old) {
    Command.Best best = take.best();
    if (best == null) {
      return BestAvailable.Choice.NONE;
    }
    moment.expireUpTo(Decider.SWEEP_LIMIT);
    BestAvailable.Choice choice = choose(take, best, old);
    if (choice.seats().length == 0 && moment.expired().size() >= Decider.SWEEP_LIMIT) {
      moment.expireUpTo(Integer.MAX_VALUE);
      choice = choose(take, best, old);
    }
    return choice;
  }

  private BestAvailable.Choice choose(
      Command.TakeHold take, Command.Best best, @Nullable Holding old) {
    SeatIndex index = indexFor(take.allocation(), best.order(), old);
    int mark = index.mark();
    try {
      if (old != null) {
        suppose(index, old, take.allocation());
      }
      moment.expired().forEach(over -> suppose(index, over, take.allocation()));
      take.seats().forEach(seat -> index.suppose(seat, false));
      return BestAvailable.choose(index, best.category(), best.quantity());
    } finally {
      index.takeBack(mark);
    }
  }

  /** Few buy with an access code: what its allocation has is looked up in the whole venue. */
  private SeatIndex indexFor(int allocation, SeatOrder order, @Nullable Holding old) {
    return allocation == AllocationId.NONE
        ? state.seatIndex(order)
        : new SeatIndex(
            order,
            seat ->
                moment.exists(seat)
                    && state.allocated().of(seat) == allocation
                    && moment.canTake(seat, old, allocation));
  }

  private void suppose(SeatIndex index, Holding gone, int allocation) {
    for (int seat : gone.seats()) {
      if (allocation == AllocationId.NONE && state.isOpenTo(allocation, seat)) {
        index.suppose(seat, true);
      }
    }
  }

  /** Null when everything can be had; notes the expired holds that stand in the way. */
  private @Nullable HoldOutcome lost(
      Command.TakeHold take, @Nullable Holding old, int[] seats, BestAvailable.Choice best) {
    List<Integer> lostSeats = new ArrayList<>(0);
    for (int seat : seats) {
      if (!moment.canTake(seat, old, take.allocation())) {
        lostSeats.add(seat);
      }
    }
    List<Integer> lostPools = new ArrayList<>(0);
    for (PoolQuantity wanted : take.pools()) {
      if (!canTake(wanted, old, take.allocation())) {
        lostPools.add(wanted.pool());
      }
    }
    if (!lostSeats.isEmpty() || !lostPools.isEmpty()) {
      return new HoldOutcome.Lost(lostSeats, lostPools);
    }
    @Nullable HoldOutcome singles = leftSingle(take, old);
    if (singles != null) {
      return singles;
    }
    Command.Best wanted = take.best();
    return wanted != null && best.seats().length < wanted.quantity()
        ? new HoldOutcome.NotEnough(best.free())
        : null;
  }

  private @Nullable HoldOutcome leftSingle(Command.TakeHold take, @Nullable Holding old) {
    if (take.noSingles() == null) {
      return null;
    }
    List<Integer> single =
        SingleSeats.leftBy(
            take.seats(),
            take.noSingles(),
            seat -> moment.exists(seat) && moment.canTake(seat, old, take.allocation()));
    return single.isEmpty() ? null : new HoldOutcome.LeavesSingles(single);
  }

  private Decision<HoldOutcome> granted(
      Command.TakeHold take,
      Holding.@Nullable Live old,
      int[] seats,
      Arrangement arrangement,
      long fingerprint) {
    for (int seat : seats) {
      if (state.owner(seat) instanceof Holding.Live owner && owner != old) {
        moment.expire(owner);
      }
    }
    List<PoolQuantity> sorted =
        take.pools().stream().sorted(Comparator.comparingInt(PoolQuantity::pool)).toList();
    sorted.forEach(wanted -> expireFor(wanted, old, take.allocation()));
    List<Change> changes = moment.expiries();
    long version = moment.versionAfter(changes);
    int[] pools = sorted.stream().mapToInt(PoolQuantity::pool).toArray();
    int[] quantities = sorted.stream().mapToInt(PoolQuantity::quantity).toArray();
    Instant expiresAt = old == null ? moment.after(take.lifetime()) : old.expiresAt();
    Change change =
        Change.hold(
            version,
            take.id(),
            seats,
            pools,
            quantities,
            take.allocation(),
            fingerprint,
            expiresAt,
            moment.now());
    changes.add(old == null ? change : change.replacing(old.id()));
    Instant takenAt = old == null ? moment.now() : old.takenAt();
    Hold hold = Hold.of(take.id(), seats, pools, quantities, takenAt, expiresAt, version);
    return Decision.yes(new HoldOutcome.Held(hold, arrangement), changes);
  }

  private boolean canTake(PoolQuantity wanted, @Nullable Holding old, int allocation) {
    PoolState pool = Objects.requireNonNull(state.pool(wanted.pool()));
    if (pool.available() + pool.left(allocation) >= wanted.quantity()) {
      return true;
    }
    if (pool.available() + pool.left(allocation) + pool.held < wanted.quantity()) {
      return false; // Whatever has expired: so a sold-out pool costs nothing.
    }
    PoolState then = poolFor(wanted, old, allocation, over -> {});
    return then.available() + then.left(allocation) >= wanted.quantity();
  }

  /** Notes the expired holds of the pool whose places the hold needs. */
  private void expireFor(PoolQuantity wanted, @Nullable Holding old, int allocation) {
    PoolState pool = Objects.requireNonNull(state.pool(wanted.pool()));
    if (!suffices(pool, wanted, allocation)) {
      poolFor(wanted, old, allocation, moment::expire);
    }
  }

  /**
   * The pool as a hold finds it: what it replaces has come back, and so has as much of what has
   * expired as it needs.
   */
  private PoolState poolFor(
      PoolQuantity wanted, @Nullable Holding old, int allocation, Consumer<Holding.Live> used) {
    PoolState pool = Objects.requireNonNull(state.pool(wanted.pool())).copy();
    if (old != null) {
      pool.giveBack(old, wanted.pool());
    }
    moment.takeBack(pool, wanted.pool(), then -> suffices(then, wanted, allocation), used);
    return pool;
  }

  /** An allocation's own places go first: what has expired of them comes back before. */
  private static boolean suffices(PoolState pool, PoolQuantity wanted, int allocation) {
    return allocation == AllocationId.NONE
        ? pool.available() >= wanted.quantity()
        : pool.left(allocation) >= wanted.quantity();
  }

  private static int[] union(List<Integer> chosen, int[] best) {
    int[] seats = Arrays.copyOf(best, best.length + chosen.size());
    for (int i = 0; i < chosen.size(); i++) {
      seats[best.length + i] = chosen.get(i);
    }
    Arrays.sort(seats);
    return seats;
  }
}
