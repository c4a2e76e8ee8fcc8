package org.onsale.inventory;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Decides what the house does: keeping places back, withdrawing seats, and what there is at all.
 */
final class HouseDecisions {
  private final Moment moment;
  private final EventState state;

  HouseDecisions(Moment moment) {
    this.moment = moment;
    this.state = moment.state();
  }

  Decision<BlockOutcome> block(Command.Block block) {
    IntOpenHashSet seen = new IntOpenHashSet();
    List<Integer> seats =
        block.seats().stream()
            .filter(
                seat ->
                    !moment.exists(seat)
                        || !moment.canTake(seat, null, AllocationId.NONE)
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
        moment.expire(owner);
      }
    }
    block.pools().forEach(wanted -> poolWithBlocked(block.allocation(), wanted, moment::expire));
    return house(ChangeKind.BLOCK, block.allocation(), block.seats(), block.pools(), block.label());
  }

  private PoolState poolWithBlocked(
      int allocation, PoolQuantity wanted, Consumer<Holding.Live> used) {
    PoolState pool = Objects.requireNonNull(state.pool(wanted.pool())).copy();
    pool.allot(allocation, wanted.quantity());
    moment.takeBack(pool, wanted.pool(), then -> then.available() >= 0, used);
    return pool;
  }

  Decision<BlockOutcome> withdraw(Command.Withdraw withdraw) {
    List<Integer> unknown = withdraw.seats().stream().filter(seat -> !moment.exists(seat)).toList();
    return unknown.isEmpty()
        ? house(
            ChangeKind.BLOCK, AllocationId.WITHDRAWN, withdraw.seats(), List.of(), withdraw.label())
        : Decision.no(new BlockOutcome.Refused(unknown, List.of()));
  }

  Decision<BlockOutcome> unblock(Command.Unblock unblock) {
    int allocation = unblock.allocation();
    IntOpenHashSet seen = new IntOpenHashSet();
    List<Integer> seats =
        unblock.seats().stream()
            .filter(
                seat ->
                    !moment.exists(seat)
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

  Decision<BlockOutcome> dissolve(Command.Dissolve dissolve) {
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
    List<Change> changes = moment.expiries();
    long version = moment.versionAfter(changes);
    changes.add(
        Change.ofHouse(
            kind,
            version,
            seats.stream().mapToInt(Integer::intValue).sorted().toArray(),
            pools.stream().mapToInt(PoolQuantity::pool).toArray(),
            pools.stream().mapToInt(PoolQuantity::quantity).toArray(),
            allocation,
            label,
            moment.now()));
    return Decision.yes(new BlockOutcome.Done(version), changes);
  }

  Decision<ConfigureOutcome> configure(Command.Configure configure) {
    if (configure.seatCount() < state.seatCount()) {
      return Decision.no(new ConfigureOutcome.FewerSeats(state.seatCount()));
    }
    List<Command.Capacity> taken = new ArrayList<>();
    boolean news = configure.seatCount() > state.seatCount();
    for (Command.Capacity wanted : configure.capacities()) {
      PoolState pool = state.pool(wanted.pool());
      if (pool != null && pool.taken() > wanted.places()) {
        PoolState then = pool.copy();
        moment.takeBack(
            then, wanted.pool(), left -> left.taken() <= wanted.places(), moment::expire);
        if (then.taken() > wanted.places()) {
          taken.add(new Command.Capacity(wanted.pool(), then.taken()));
        }
      }
      news |= pool == null || pool.capacity != wanted.places();
    }
    if (!taken.isEmpty()) {
      return moment.refused(new ConfigureOutcome.BelowTaken(taken));
    }
    if (!news) {
      return Decision.no(new ConfigureOutcome.Configured(state.version()));
    }
    List<Change> changes = moment.expiries();
    long version = moment.versionAfter(changes);
    int[] pools = configure.capacities().stream().mapToInt(Command.Capacity::pool).toArray();
    int[] places = configure.capacities().stream().mapToInt(Command.Capacity::places).toArray();
    changes.add(Change.configure(version, configure.seatCount(), pools, places, moment.now()));
    return Decision.yes(new ConfigureOutcome.Configured(version), changes);
  }

  private static boolean repeatsPool(List<PoolQuantity> pools) {
    return pools.stream().map(PoolQuantity::pool).distinct().count() < pools.size();
  }
}
