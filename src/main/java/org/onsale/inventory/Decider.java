package org.onsale.inventory;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides requests: a pure function of the state, the request and the time. Nothing else decides,
 * and this does no I/O and changes nothing: {@link EventState#apply} carries the changes out.
 *
 * <p>An expired hold is free at decision time. Taking from it first writes {@code expire} for the
 * whole of it, and so does asking for it by its id.
 */
final class Decider {

  /** Expiries written by one request at most; the next sweep goes on. */
  static final int SWEEP_LIMIT = 1_000;

  private final EventState state;
  private final Instant now;
  private final boolean expiry;
  private final Map<UUID, Holding.Live> expired = new LinkedHashMap<>();

  private Decider(EventState state, Instant now, boolean expiry) {
    this.state = state;
    this.now = now;
    this.expiry = expiry;
  }

  /** The decision on {@code command}; the state stays as it is. */
  static <A> Decision<A> decide(EventState state, Command<A> command, Instant now) {
    return decide(state, command, now, true);
  }

  /**
   * @param expiry false only in the test that proves the rule of expiry matters
   */
  @SuppressWarnings("unchecked") // each command is decided to its own outcome
  static <A> Decision<A> decide(EventState state, Command<A> command, Instant now, boolean expiry) {
    Decider decider = new Decider(state, now, expiry);
    return (Decision<A>)
        switch (command) {
          case Command.TakeHold take -> decider.hold(take);
          case Command.Release release -> decider.release(release);
          case Command.Claim claim -> decider.claim(claim);
          case Command.HoldForOrder hold -> decider.holdForOrder(hold);
          case Command.Keep keep -> decider.keep(keep);
          case Command.Confirm confirm -> decider.confirm(confirm);
          case Command.Cancel cancel -> decider.cancel(cancel);
          case Command.Return back -> decider.giveBack(back);
          case Command.Block block -> decider.block(block);
          case Command.Withdraw withdraw -> decider.withdraw(withdraw);
          case Command.Unblock unblock -> decider.unblock(unblock);
          case Command.Dissolve dissolve -> decider.dissolve(dissolve);
          case Command.Inspect inspect -> Decision.no(state.shares(inspect.only()));
          case Command.Configure configure -> decider.configure(configure);
          case Command.Sweep sweep -> decider.sweep();
          case Command.Show show -> decider.show(show);
          case Command.Look look -> Decision.no(state.version());
        };
  }

  private Decision<HoldOutcome> hold(Command.TakeHold take) {
    if (state.isSpent(take.id())) {
      return Decision.no(new HoldOutcome.Spent());
    }
    long fingerprint = fingerprint(take);
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
      if (!(alive(take.replaces()) instanceof Holding.Live held) || held.isClaimed()) {
        return refused(new HoldOutcome.ReplacedGone());
      }
      old = held;
    }
    BestAvailable.Choice best = choose(take, old);
    int[] seats = union(take.seats(), best.seats());
    @Nullable HoldOutcome lost = lost(take, old, seats, best);
    if (lost != null) {
      return refused(lost);
    }
    return granted(take, old, seats, best.arrangement(), fingerprint);
  }

  private Decision<HoldOutcome> repeated(Holding same, long fingerprint) {
    if (!(alive(same) instanceof Holding.Live live)) {
      return refused(new HoldOutcome.Spent());
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
      if (!exists(seat) || seat == last) {
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
    expireUpTo(SWEEP_LIMIT);
    BestAvailable.Choice choice = choose(take, best, old);
    if (choice.seats().length == 0 && expired.size() >= SWEEP_LIMIT) {
      expireUpTo(Integer.MAX_VALUE);
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
      expired.values().forEach(over -> suppose(index, over, take.allocation()));
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
                exists(seat)
                    && state.allocated().of(seat) == allocation
                    && canTake(seat, old, allocation));
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
      if (!canTake(seat, old, take.allocation())) {
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
            seat -> exists(seat) && canTake(seat, old, take.allocation()));
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
        expire(owner);
      }
    }
    List<PoolQuantity> sorted =
        take.pools().stream().sorted(Comparator.comparingInt(PoolQuantity::pool)).toList();
    sorted.forEach(wanted -> expireFor(wanted, old, take.allocation()));
    List<Change> changes = expiries();
    long version = state.version() + changes.size() + 1;
    int[] pools = sorted.stream().mapToInt(PoolQuantity::pool).toArray();
    int[] quantities = sorted.stream().mapToInt(PoolQuantity::quantity).toArray();
    Instant expiresAt = old == null ? after(take.lifetime()) : old.expiresAt();
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
            now);
    changes.add(old == null ? change : change.replacing(old.id()));
    Instant takenAt = old == null ? now : old.takenAt();
    Hold hold = Hold.of(take.id(), seats, pools, quantities, takenAt, expiresAt, version);
    return Decision.yes(new HoldOutcome.Held(hold, arrangement), changes);
  }

  private boolean canTake(int seat, @Nullable Holding old, int allocation) {
    Holding owner = state.owner(seat);
    return (owner == null || owner == old || isExpired(owner)) && state.isOpenTo(allocation, seat);
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
      poolFor(wanted, old, allocation, this::expire);
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
    takeBack(pool, wanted.pool(), then -> suffices(then, wanted, allocation), used);
    return pool;
  }

  /** An allocation's own places go first: what has expired of them comes back before. */
  private static boolean suffices(PoolState pool, PoolQuantity wanted, int allocation) {
    return allocation == AllocationId.NONE
        ? pool.available() >= wanted.quantity()
        : pool.left(allocation) >= wanted.quantity();
  }

  /** Lets the pool have back what has expired, the first first, until there is enough. */
  private void takeBack(
      PoolState pool, int id, Predicate<PoolState> enough, Consumer<Holding.Live> used) {
    for (Holding.Live over : expiredNow()) {
      if (enough.test(pool)) {
        return;
      }
      if (over.quantityOf(id) > 0) {
        pool.giveBack(over, id);
        used.accept(over);
      }
    }
  }

  private void expire(Holding.Live over) {
    expired.put(over.id(), over);
  }

  private Iterable<Holding.Live> expiredNow() {
    return expiry ? state.expiredAt(now) : List.of();
  }

  private Decision<ReleaseOutcome> release(Command.Release release) {
    Holding holding = alive(release.hold());
    if (holding == null) {
      return refused(new ReleaseOutcome.Gone());
    }
    boolean allowed =
        release.order() == null
            ? !holding.isClaimed()
            : holding instanceof Holding.Live && holding.belongsTo(release.order());
    if (!allowed) {
      return Decision.no(new ReleaseOutcome.BelongsToOrder());
    }
    return decided(new ReleaseOutcome.Released(), ChangeKind.RELEASE, holding);
  }

  private Decision<ClaimOutcome> claim(Command.Claim claim) {
    Holding holding = alive(claim.hold());
    if (holding == null) {
      return refused(new ClaimOutcome.Gone());
    }
    if (!(holding instanceof Holding.Live held) || held.isClaimed()) {
      return Decision.no(new ClaimOutcome.ClaimedByOther(Objects.requireNonNull(holding.order())));
    }
    Hold view = held.view();
    int limit = claim.limit().applyAsInt(view);
    int places = placesWith(claim.customer(), held.places(), limit);
    if (places > limit) {
      return refused(new ClaimOutcome.OverLimit(places, limit));
    }
    Object objection = claim.objection().apply(view);
    if (objection != null) {
      return refused(new ClaimOutcome.Vetoed(objection));
    }
    Instant payBy = after(claim.paymentTime());
    List<Change> changes = expiries();
    changes.add(Change.claim(state.version() + changes.size() + 1, claim, held, payBy, now));
    return Decision.yes(new ClaimOutcome.Claimed(held.view(payBy), held.allocation()), changes);
  }

  /** How many places the customer would have; what has expired counts when it must not. */
  private int placesWith(String customer, int more, int limit) {
    int places = state.placesOf(customer) + more;
    return places > limit ? places - expireClaimsOf(customer) : places;
  }

  /** No limit is asked: the order's places count already. */
  private Decision<KeepOutcome> keep(Command.Keep keep) {
    if (!(alive(keep.hold()) instanceof Holding.Live claimed) || !claimed.belongsTo(keep.order())) {
      return refused(new KeepOutcome.Gone());
    }
    Instant until = keep.until().truncatedTo(ChronoUnit.MICROS);
    if (!until.isAfter(claimed.expiresAt())) {
      return Decision.no(new KeepOutcome.NotLater());
    }
    List<Change> changes = expiries();
    changes.add(Change.keep(state.version() + changes.size() + 1, claimed, until, now));
    return Decision.yes(new KeepOutcome.Kept(claimed.view(until)), changes);
  }

  private Decision<OrderHoldOutcome> holdForOrder(Command.HoldForOrder wanted) {
    if (alive(wanted.hold().id()) != null) {
      return refused(new OrderHoldOutcome.HeldBefore());
    }
    int places = placesWith(wanted.customer(), wanted.hold().places(), wanted.limit());
    if (places > wanted.limit()) {
      return refused(new OrderHoldOutcome.OverLimit(places, wanted.limit()));
    }
    Decision<HoldOutcome> taken = hold(wanted.hold());
    if (!(taken.outcome() instanceof HoldOutcome.Held held)) {
      return refused(new OrderHoldOutcome.NotFree());
    }
    List<Change> changes = taken.changes();
    changes.add(changes.getLast().claimed(wanted.order(), wanted.customer()));
    return Decision.yes(new OrderHoldOutcome.Held(held.hold()), changes);
  }

  private Decision<Optional<Hold>> show(Command.Show show) {
    return refused(
        alive(show.hold()) instanceof Holding.Live held && !held.isClaimed()
            ? Optional.of(held.view())
            : Optional.empty());
  }

  /** A claim that has expired does not count against the limit; returns the places it had. */
  private int expireClaimsOf(String customer) {
    byte[] packed = PackedText.of(customer);
    int places = 0;
    for (Holding.Live over : expiredNow()) {
      if (Arrays.equals(packed, over.packedCustomer())) {
        expire(over);
        places += over.places();
      }
    }
    return places;
  }

  private Decision<ConfirmOutcome> confirm(Command.Confirm confirm) {
    Holding holding = alive(confirm.hold());
    if (holding == null || !holding.belongsTo(confirm.order())) {
      return refused(new ConfirmOutcome.Gone());
    }
    return holding instanceof Holding.Live claimed
        ? decided(new ConfirmOutcome.Confirmed(claimed.view()), ChangeKind.CONFIRM, claimed)
        : Decision.no(new ConfirmOutcome.ConfirmedBefore());
  }

  private Decision<CancelOutcome> cancel(Command.Cancel cancel) {
    return state.holding(cancel.hold()) instanceof Holding.Sold sold
            && sold.belongsTo(cancel.order())
        ? decided(new CancelOutcome.Cancelled(), ChangeKind.CANCEL, sold)
        : Decision.no(new CancelOutcome.Gone());
  }

  private Decision<CancelOutcome> giveBack(Command.Return back) {
    if (!(state.holding(back.hold()) instanceof Holding.Sold sold)
        || !sold.belongsTo(back.order())) {
      return Decision.no(new CancelOutcome.Gone());
    }
    int[] seats = back.seats().stream().mapToInt(Integer::intValue).toArray();
    int[] pools = back.pools().stream().mapToInt(PoolQuantity::pool).toArray();
    int[] quantities = back.pools().stream().mapToInt(PoolQuantity::quantity).toArray();
    if (!sold.has(seats, pools, quantities)) {
      return Decision.no(new CancelOutcome.Gone());
    }
    Holding.Sold part = sold.part(seats, pools, quantities);
    return part.places() == sold.places()
        ? decided(new CancelOutcome.Cancelled(), ChangeKind.CANCEL, sold)
        : decided(new CancelOutcome.Cancelled(), ChangeKind.RETURN, part);
  }

  private Decision<BlockOutcome> block(Command.Block block) {
    IntOpenHashSet seen = new IntOpenHashSet();
    List<Integer> seats =
        block.seats().stream()
            .filter(
                seat ->
                    !exists(seat)
                        || !canTake(seat, null, AllocationId.NONE)
                        || !seen.add((int) seat))
            .toList();
    List<Integer> pools =
        block.pools().stream()
            .filter(
                wanted ->
                    state.pool(wanted.pool()) == null
                        || poolWithBlocked(block.allocation(), wanted, over -> {}).available() < 0)
            .map(PoolQuantity::pool)
            .toList();
    if (!seats.isEmpty() || !pools.isEmpty() || repeatsPool(block.pools())) {
      return Decision.no(new BlockOutcome.Refused(seats, pools));
    }
    for (int seat : block.seats()) {
      if (state.owner(seat) instanceof Holding.Live owner) {
        expire(owner);
      }
    }
    block.pools().forEach(wanted -> poolWithBlocked(block.allocation(), wanted, this::expire));
    return house(ChangeKind.BLOCK, block.allocation(), block.seats(), block.pools(), block.label());
  }

  private PoolState poolWithBlocked(
      int allocation, PoolQuantity wanted, Consumer<Holding.Live> used) {
    PoolState pool = Objects.requireNonNull(state.pool(wanted.pool())).copy();
    pool.allot(allocation, wanted.quantity());
    takeBack(pool, wanted.pool(), then -> then.available() >= 0, used);
    return pool;
  }

  private Decision<BlockOutcome> withdraw(Command.Withdraw withdraw) {
    List<Integer> unknown = withdraw.seats().stream().filter(seat -> !exists(seat)).toList();
    return unknown.isEmpty()
        ? house(
            ChangeKind.BLOCK, AllocationId.WITHDRAWN, withdraw.seats(), List.of(), withdraw.label())
        : Decision.no(new BlockOutcome.Refused(unknown, List.of()));
  }

  private Decision<BlockOutcome> unblock(Command.Unblock unblock) {
    int allocation = unblock.allocation();
    IntOpenHashSet seen = new IntOpenHashSet();
    List<Integer> seats =
        unblock.seats().stream()
            .filter(
                seat ->
                    !exists(seat)
                        || state.allocated().of(seat) != allocation
                        || !seen.add((int) seat))
            .toList();
    List<Integer> pools =
        unblock.pools().stream()
            .filter(
                wanted -> {
                  PoolState pool = state.pool(wanted.pool());
                  return pool == null || pool.placesOf(allocation) < wanted.quantity();
                })
            .map(PoolQuantity::pool)
            .toList();
    if (!seats.isEmpty() || !pools.isEmpty() || repeatsPool(unblock.pools())) {
      return Decision.no(new BlockOutcome.Refused(seats, pools));
    }
    return house(ChangeKind.UNBLOCK, allocation, unblock.seats(), unblock.pools(), unblock.label());
  }

  private Decision<BlockOutcome> dissolve(Command.Dissolve dissolve) {
    int allocation = dissolve.allocation();
    List<PoolQuantity> pools = new ArrayList<>();
    state
        .pools()
        .forEach(
            (id, pool) -> {
              if (pool.placesOf(allocation) > 0) {
                pools.add(new PoolQuantity(id, pool.placesOf(allocation)));
              }
            });
    List<Integer> seats = state.allocated().seatsOf(allocation);
    return house(ChangeKind.UNBLOCK, allocation, seats, pools, dissolve.label());
  }

  private Decision<BlockOutcome> house(
      ChangeKind kind,
      int allocation,
      List<Integer> seats,
      List<PoolQuantity> pools,
      String label) {
    List<Change> changes = expiries();
    long version = state.version() + changes.size() + 1;
    changes.add(
        Change.ofHouse(
            kind,
            version,
            seats.stream().mapToInt(Integer::intValue).sorted().toArray(),
            pools.stream().mapToInt(PoolQuantity::pool).toArray(),
            pools.stream().mapToInt(PoolQuantity::quantity).toArray(),
            allocation,
            label,
            now));
    return Decision.yes(new BlockOutcome.Done(version), changes);
  }

  private Decision<ConfigureOutcome> configure(Command.Configure configure) {
    if (configure.seatCount() < state.seatCount()) {
      return Decision.no(new ConfigureOutcome.FewerSeats(state.seatCount()));
    }
    List<Command.Capacity> taken = new ArrayList<>();
    boolean news = configure.seatCount() > state.seatCount();
    for (Command.Capacity wanted : configure.capacities()) {
      PoolState pool = state.pool(wanted.pool());
      if (pool != null && pool.taken() > wanted.places()) {
        PoolState then = pool.copy();
        takeBack(then, wanted.pool(), left -> left.taken() <= wanted.places(), this::expire);
        if (then.taken() > wanted.places()) {
          taken.add(new Command.Capacity(wanted.pool(), then.taken()));
        }
      }
      news |= pool == null || pool.capacity != wanted.places();
    }
    if (!taken.isEmpty()) {
      return refused(new ConfigureOutcome.BelowTaken(taken));
    }
    if (!news) {
      return Decision.no(new ConfigureOutcome.Configured(state.version()));
    }
    List<Change> changes = expiries();
    long version = state.version() + changes.size() + 1;
    int[] pools = configure.capacities().stream().mapToInt(Command.Capacity::pool).toArray();
    int[] places = configure.capacities().stream().mapToInt(Command.Capacity::places).toArray();
    changes.add(Change.configure(version, configure.seatCount(), pools, places, now));
    return Decision.yes(new ConfigureOutcome.Configured(version), changes);
  }

  private Decision<Integer> sweep() {
    expireUpTo(SWEEP_LIMIT);
    return Decision.yes(expired.size(), expiries());
  }

  private void expireUpTo(int limit) {
    for (Holding.Live over : expiredNow()) {
      if (expired.size() >= limit) {
        break;
      }
      expire(over);
    }
  }

  /** The holding, unless it has expired, which is then written. */
  private @Nullable Holding alive(UUID id) {
    return alive(state.holding(id));
  }

  private @Nullable Holding alive(@Nullable Holding holding) {
    if (holding instanceof Holding.Live live && isExpired(live)) {
      expire(live);
      return null;
    }
    return holding;
  }

  private boolean isExpired(Holding holding) {
    return expiry && holding.expiredAt(now);
  }

  private <A> Decision<A> refused(A outcome) {
    return Decision.no(outcome, expiries());
  }

  private <A> Decision<A> decided(A outcome, ChangeKind kind, Holding holding) {
    List<Change> changes = expiries();
    changes.add(Change.ofHold(kind, state.version() + changes.size() + 1, holding, now));
    return Decision.yes(outcome, changes);
  }

  private List<Change> expiries() {
    List<Change> changes = new ArrayList<>(expired.size() + 1);
    for (Holding.Live holding : expired.values()) {
      changes.add(
          Change.ofHold(ChangeKind.EXPIRE, state.version() + changes.size() + 1, holding, now));
    }
    return changes;
  }

  /** In microseconds, as PostgreSQL keeps it: the fold of the log must be this very state. */
  private Instant after(Duration time) {
    return now.plus(time).truncatedTo(ChronoUnit.MICROS);
  }

  private boolean exists(int seat) {
    return seat >= 0 && seat < state.seatCount();
  }

  private static boolean repeatsPool(List<PoolQuantity> pools) {
    return pools.stream().map(PoolQuantity::pool).distinct().count() < pools.size();
  }

  private static int[] union(List<Integer> chosen, int[] best) {
    int[] seats = Arrays.copyOf(best, best.length + chosen.size());
    for (int i = 0; i < chosen.size(); i++) {
      seats[best.length + i] = chosen.get(i);
    }
    Arrays.sort(seats);
    return seats;
  }

  /** Two requests with the same content have the same fingerprint, in whatever order it came. */
  static long fingerprint(Command.TakeHold take) {
    long print = 17;
    for (int seat : take.seats()) {
      print = mix(print, seat);
    }
    Command.Best best = take.best();
    print = mix(print, -1);
    if (best != null) {
      print = mix(mix(print, best.quantity()), best.category() == null ? -1 : best.category());
    }
    print = mix(print, -2);
    List<PoolQuantity> sorted =
        take.pools().stream().sorted(Comparator.comparingInt(PoolQuantity::pool)).toList();
    for (PoolQuantity places : sorted) {
      print = mix(mix(print, places.pool()), places.quantity());
    }
    if (take.allocation() != AllocationId.NONE) {
      print = mix(mix(print, -3), take.allocation());
    }
    UUID replaces = take.replaces();
    return replaces == null ? print : mix(print, HoldIds.shortened(replaces));
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood: Fast Splittable Generators, OOPSLA 2014). */
  private static long mix(long print, long value) {
    long z = print * 31 + value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
