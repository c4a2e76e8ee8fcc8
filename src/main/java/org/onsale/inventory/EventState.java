package org.onsale.inventory;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntLinkedOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The fold of an event's changes: what every seat and pool is now, and every hold that lives or was
 * sold. {@link #apply} is the only way it changes, and never reads a clock: an expired hold stays
 * until its {@code expire} is written.
 *
 * <p>Not safe for threads: it belongs to the batch that is under way.
 */
final class EventState {
  static final UUID NO_BATCH = new UUID(0, 0);

  private long version;
  private UUID batch = NO_BATCH;
  private Instant decidedAt = Instant.EPOCH;
  private byte[] statuses = new byte[0];
  private @Nullable Holding[] owners = new Holding[0];
  private final AllocatedSeats allocated = new AllocatedSeats();
  private final TreeMap<Integer, PoolState> pools = new TreeMap<>();
  private final Holdings holdings = new Holdings();
  private final TreeSet<Holding.Live> byExpiry = new TreeSet<>(Holding.Live.BY_EXPIRY);
  private final Customers customers = new Customers();

  private final HoldIds ids = new HoldIds();

  private final Touched touchedSeats = new Touched();
  private final IntLinkedOpenHashSet touchedPools = new IntLinkedOpenHashSet();
  private @Nullable SeatIndex seatIndex;

  long version() {
    return version;
  }

  /** The batch that wrote the last change folded. */
  UUID batch() {
    return batch;
  }

  /** When the last change folded was decided; no later decision is dated before it. */
  Instant decidedAt() {
    return decidedAt;
  }

  int seatCount() {
    return statuses.length;
  }

  byte status(int seat) {
    return statuses[seat];
  }

  @Nullable Holding owner(int seat) {
    return owners[seat];
  }

  AllocatedSeats allocated() {
    return allocated;
  }

  /** Whether who may take from the allocation, or the public, could have the seat if it is free. */
  boolean isOpenTo(int allocation, int seat) {
    int of = allocated.of(seat);
    return of == AllocationId.NONE || of == allocation;
  }

  /** What allocations have: all of them that have anything, or the one asked about. */
  List<AllocationShare> shares(@Nullable Integer only) {
    return new Shares(this).of(only);
  }

  TreeMap<Integer, PoolState> pools() {
    return pools;
  }

  @Nullable PoolState pool(int pool) {
    return pools.get(pool);
  }

  @Nullable Holding holding(UUID id) {
    return holdings.get(id);
  }

  Holdings holdings() {
    return holdings;
  }

  /** Whether an id can never hold again. */
  boolean isSpent(UUID id) {
    return ids.contains(id) && !holdings.contains(id);
  }

  /** The ids that can never hold again, as 64 bits of each, ascending. */
  long[] spent() {
    LongOpenHashSet alive = new LongOpenHashSet(holdings.size());
    holdings.forEach(holding -> alive.add(holding.shortenedId()));
    return ids.without(alive::contains);
  }

  HoldIds ids() {
    return ids;
  }

  int placesOf(String customer) {
    return customers.placesOf(customer);
  }

  /** The hold or claim that expires first; null when there is none. */
  Holding.@Nullable Live nextToExpire() {
    return byExpiry.isEmpty() ? null : byExpiry.first();
  }

  /** Holds and claims that have expired by then, the first first. */
  Iterable<Holding.Live> expiredAt(Instant now) {
    return byExpiry.stream().takeWhile(holding -> holding.expiredAt(now))::iterator;
  }

  /**
   * The free seats in the order in which they stand; built when it is first asked for, and told of
   * every change from then on.
   */
  SeatIndex seatIndex(SeatOrder order) {
    SeatIndex known = seatIndex;
    if (known == null || known.order() != order) {
      known =
          new SeatIndex(order, seat -> seat < statuses.length && statuses[seat] == SeatStatus.FREE);
      seatIndex = known;
    }
    return known;
  }

  /** How many seats are free now; null when best available was never asked for. */
  @Nullable FreeSeats freeSeats() {
    return seatIndex == null ? null : seatIndex.free();
  }

  private void index(int seat) {
    if (seatIndex != null) {
      seatIndex.set(seat, statuses[seat] == SeatStatus.FREE);
    }
  }

  /** Seats that changes have touched since the last call. */
  int[] drainTouchedSeats() {
    return touchedSeats.drain();
  }

  /** Pools that changes have touched since the last call. */
  int[] drainTouchedPools() {
    int[] touched = touchedPools.toIntArray();
    touchedPools.clear();
    return touched;
  }

  /**
   * Folds the next change in.
   *
   * @throws CorruptLedgerException when the change does not follow from this state
   */
  void apply(Change change, UUID ofBatch) {
    check(change.version() == version + 1, change, "does not follow version " + version);
    try {
      fold(change);
    } catch (NullPointerException | IndexOutOfBoundsException e) {
      throw new CorruptLedgerException("version " + change.version() + " is incomplete: " + e);
    }
    version = change.version();
    batch = ofBatch;
    decidedAt = change.decidedAt();
  }

  private void fold(Change change) {
    switch (change.kind()) {
      case CONFIGURE -> configure(change);
      case HOLD -> hold(change, change.decidedAt());
      case REPLACE -> {
        Holding.Live replaced = live(change, Objects.requireNonNull(change.replaces()));
        remove(replaced);
        hold(change, replaced.takenAt());
      }
      case CLAIM -> claim(change);
      case RELEASE, EXPIRE -> remove(live(change, Objects.requireNonNull(change.hold())));
      case CONFIRM -> confirm(change);
      case CANCEL -> cancel(change);
      case RETURN -> giveBack(change);
      case BLOCK -> block(change);
      case UNBLOCK -> unblock(change);
    }
  }

  private void configure(Change change) {
    check(change.seatCount() >= statuses.length, change, "takes seats away");
    int before = statuses.length;
    statuses = Arrays.copyOf(statuses, change.seatCount());
    owners = Arrays.copyOf(owners, change.seatCount());
    for (int seat = before; seat < change.seatCount(); seat++) {
      touchedSeats.add(seat);
      index(seat);
    }
    for (int i = 0; i < change.pools().length; i++) {
      PoolState pool = pools.computeIfAbsent(change.pools()[i], id -> new PoolState());
      pool.capacity = change.quantities()[i];
      check(
          pool.available() >= 0, change, "cuts pool " + change.pools()[i] + " below what is taken");
      touchedPools.add(change.pools()[i]);
    }
  }

  private void hold(Change change, Instant takenAt) {
    UUID id = Objects.requireNonNull(change.hold());
    check(!holdings.contains(id), change, "holds under an id that is alive");
    Holding.Live holding =
        new Holding.Live(
            id,
            change.seats(),
            HeldPlaces.of(change.pools(), change.quantities(), takePlaces(change)),
            null,
            null,
            takenAt,
            Objects.requireNonNull(change.expiresAt()),
            change.fingerprint(),
            change.version());
    for (int seat : change.seats()) {
      check(
          owners[seat] == null && isOpenTo(change.allocation(), seat),
          change,
          "holds seat " + seat + ", which is not free");
      set(seat, SeatStatus.HELD, holding);
    }
    holdings.put(holding);
    ids.add(holding.shortenedId());
    byExpiry.add(holding);
  }

  private @Nullable Allotment takePlaces(Change change) {
    int[] allotted = new int[change.pools().length];
    for (int i = 0; i < allotted.length; i++) {
      allotted[i] = poolOf(change, i).take(change.allocation(), change.quantities()[i]);
      check(poolOf(change, i).available() >= 0, change, "oversells pool " + change.pools()[i]);
    }
    return change.allocation() == AllocationId.NONE
        ? null
        : new Allotment(change.allocation(), allotted);
  }

  private void claim(Change change) {
    Holding.Live held = live(change, Objects.requireNonNull(change.hold()));
    String order = Objects.requireNonNull(change.order());
    String customer = Objects.requireNonNull(change.customer());
    Instant payBy = Objects.requireNonNull(change.expiresAt());
    if (held.isClaimed()) {
      check(
          held.belongsTo(order) && customer.equals(held.customer()),
          change,
          "claims what another has claimed");
      check(payBy.isAfter(held.expiresAt()), change, "claims for no longer than before");
    }
    Holding.Live claimed = held.claimed(order, customer, payBy);
    exchange(held, claimed, SeatStatus.HELD);
    byExpiry.add(claimed);
    customers.remove(held);
    customers.add(claimed);
  }

  private void confirm(Change change) {
    Holding.Live claimed = live(change, Objects.requireNonNull(change.hold()));
    check(claimed.isClaimed(), change, "confirms what no order has claimed");
    exchange(claimed, claimed.sold(), SeatStatus.SOLD);
    for (int i = 0; i < claimed.pools().length; i++) {
      PoolState pool = poolOf(change, i);
      pool.held -= claimed.quantities()[i];
      pool.sold += claimed.quantities()[i];
    }
  }

  private void cancel(Change change) {
    Holding sold = holdings.get(Objects.requireNonNull(change.hold()));
    check(sold instanceof Holding.Sold, change, "cancels what is not sold");
    remove(Objects.requireNonNull(sold));
  }

  private void giveBack(Change change) {
    if (!(holdings.get(Objects.requireNonNull(change.hold())) instanceof Holding.Sold sold)
        || !sold.has(change.seats(), change.pools(), change.quantities())) {
      throw corrupt(change, "gives back what is not sold");
    }
    Holding.Sold part = sold.part(change.seats(), change.pools(), change.quantities());
    Holding.Sold rest = sold.without(part);
    customers.remove(sold);
    holdings.put(rest);
    customers.add(rest);
    for (int seat : rest.seats()) {
      owners[seat] = rest;
    }
    free(part);
  }

  private void block(Change change) {
    int allocation = allocationOf(change);
    for (int seat : change.seats()) {
      allocate(seat, allocation);
    }
    for (int i = 0; i < change.pools().length; i++) {
      poolOf(change, i).allot(allocation, change.quantities()[i]);
      check(poolOf(change, i).available() >= 0, change, "blocks more than pool has");
    }
  }

  private void unblock(Change change) {
    int allocation = allocationOf(change);
    for (int seat : change.seats()) {
      check(allocated.of(seat) == allocation, change, "unblocks seat " + seat + ", not blocked");
      allocate(seat, AllocationId.NONE);
    }
    for (int i = 0; i < change.pools().length; i++) {
      PoolState pool = poolOf(change, i);
      pool.allot(allocation, -change.quantities()[i]);
      check(pool.placesOf(allocation) >= 0, change, "unblocks more than is blocked");
    }
  }

  /** A change from before allocations had numbers is about the unnamed one. */
  private static int allocationOf(Change change) {
    return change.allocation() == AllocationId.NONE ? AllocationId.UNNAMED : change.allocation();
  }

  /** Whoever has the seat keeps it. */
  private void allocate(int seat, int allocation) {
    Objects.checkIndex(seat, statuses.length);
    allocated.set(seat, allocation, statuses.length);
    if (owners[seat] == null) {
      setFree(seat);
    }
  }

  /** A seat that nobody has is its allocation's, and free only without one. */
  private void setFree(int seat) {
    boolean isPublic = allocated.of(seat) == AllocationId.NONE;
    set(seat, isPublic ? SeatStatus.FREE : SeatStatus.BLOCKED, null);
  }

  private Holding.Live live(Change change, UUID id) {
    if (holdings.get(id) instanceof Holding.Live live) {
      return live;
    }
    throw corrupt(change, "has no hold " + id);
  }

  private void exchange(Holding.Live old, Holding now, byte status) {
    holdings.put(now);
    byExpiry.remove(old);
    for (int seat : old.seats()) {
      set(seat, status, now);
    }
    for (int pool : old.pools()) {
      touchedPools.add(pool);
    }
  }

  /** Frees all that a holding has; its id is spent. */
  private void remove(Holding holding) {
    holdings.remove(holding);
    if (holding instanceof Holding.Live live) {
      byExpiry.remove(live);
    }
    free(holding);
    customers.remove(holding);
  }

  private void free(Holding holding) {
    for (int seat : holding.seats()) {
      setFree(seat);
    }
    for (int pool : holding.pools()) {
      Objects.requireNonNull(pools.get(pool)).giveBack(holding, pool);
      touchedPools.add(pool);
    }
  }

  private void set(int seat, byte status, @Nullable Holding owner) {
    statuses[seat] = status;
    owners[seat] = owner;
    touchedSeats.add(seat);
    index(seat);
  }

  private PoolState poolOf(Change change, int i) {
    PoolState pool = pools.get(change.pools()[i]);
    check(pool != null, change, "names pool " + change.pools()[i] + ", which does not exist");
    touchedPools.add(change.pools()[i]);
    return Objects.requireNonNull(pool);
  }

  private static void check(boolean holds, Change change, String complaint) {
    if (!holds) {
      throw corrupt(change, complaint);
    }
  }

  private static CorruptLedgerException corrupt(Change change, String complaint) {
    return new CorruptLedgerException(
        "version " + change.version() + " (" + change.kind().column() + ") " + complaint);
  }

  /** Puts a state back that {@link SnapshotCodec} has read. */
  static EventState restore(
      long version,
      UUID batch,
      Instant decidedAt,
      byte[] statuses,
      short[] allocations,
      Map<Integer, PoolState> pools,
      Iterable<Holding> holdings,
      long[] spent) {
    EventState state = new EventState();
    state.version = version;
    state.batch = batch;
    state.decidedAt = decidedAt;
    state.statuses = statuses;
    state.owners = new Holding[statuses.length];
    for (int seat = 0; seat < allocations.length; seat++) {
      if (allocations[seat] != AllocationId.NONE) {
        state.allocated.set(seat, allocations[seat], statuses.length);
      }
    }
    state.pools.putAll(pools);
    for (Holding holding : holdings) {
      state.holdings.put(holding);
      state.ids.add(holding.shortenedId());
      for (int seat : holding.seats()) {
        state.owners[seat] = holding;
      }
      if (holding instanceof Holding.Live live) {
        state.byExpiry.add(live);
      }
      state.customers.add(holding);
    }
    for (long id : spent) {
      state.ids.add(id);
    }
    return state;
  }

  /** A copy of what every seat is, one byte each. */
  byte[] statuses() {
    return statuses.clone();
  }

  /** The seats of a status, ascending. */
  IntArrayList seatsThatAre(byte status) {
    IntArrayList seats = new IntArrayList();
    for (int seat = 0; seat < statuses.length; seat++) {
      if (statuses[seat] == status) {
        seats.add(seat);
      }
    }
    return seats;
  }
}
