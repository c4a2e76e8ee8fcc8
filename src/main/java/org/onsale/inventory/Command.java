package org.onsale.inventory;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A request to the ledger of one event. All or nothing: it is carried out whole, or changes
 * nothing.
 *
 * @param <A> what can come of it
 */
public sealed interface Command<A> {

  /** Seats of one event at most: several times the largest stadium. */
  int MAX_SEATS = 1_000_000;

  /** What the caller is told when a participant refuses the request. */
  default A vetoed(Object reason) {
    throw new IllegalStateException(this + " takes no participants, vetoed with " + reason);
  }

  /**
   * Hold seats and places for a while.
   *
   * @param id made by the client, so that a retry is the same request
   * @param seats seat indexes
   * @param best seats to be chosen by the ledger, besides {@code seats}
   * @param replaces a hold to give up in the same instant; the new one inherits its expiry
   * @param lifetime how long from the decision
   * @param allocation the allocation that the buyer may take from, besides the public sale; its
   *     places go first, and the best seats are chosen among its seats only. {@link
   *     AllocationId#NONE} for the public
   * @param noSingles how the seats lie, where {@code seats} must leave none single; null where they
   *     may
   */
  record TakeHold(
      UUID id,
      List<Integer> seats,
      @Nullable Best best,
      List<PoolQuantity> pools,
      @Nullable UUID replaces,
      Duration lifetime,
      int allocation,
      @Nullable SeatOrder noSingles)
      implements Command<HoldOutcome> {
    public TakeHold {
      seats = sorted(seats);
      pools = List.copyOf(pools);
    }

    /** How many it would have. */
    int places() {
      return seats.size()
          + (best == null ? 0 : best.quantity())
          + pools.stream().mapToInt(PoolQuantity::quantity).sum();
    }

    /** From the public sale, where seats chosen by hand may leave single ones. */
    public TakeHold(
        UUID id,
        List<Integer> seats,
        @Nullable Best best,
        List<PoolQuantity> pools,
        @Nullable UUID replaces,
        Duration lifetime) {
      this(id, seats, best, pools, replaces, lifetime, AllocationId.NONE, null);
    }
  }

  /** Most come sorted: people choose neighbours. */
  private static List<Integer> sorted(List<Integer> seats) {
    for (int i = 1; i < seats.size(); i++) {
      if (seats.get(i - 1) > seats.get(i)) {
        return seats.stream().sorted().toList();
      }
    }
    return List.copyOf(seats);
  }

  /**
   * The best free seats.
   *
   * @param category null for any
   * @param quantity from 1 to {@link #MOST}
   * @param order the same object as long as the plan and the focal point are the same, for what is
   *     known of the free seats is kept with it
   */
  record Best(@Nullable Integer category, int quantity, SeatOrder order) {
    /** The largest party. */
    public static final int MOST = 12;

    public Best {
      if (quantity < 1 || quantity > MOST) {
        throw new IllegalArgumentException("quantity out of range: " + quantity);
      }
    }
  }

  /**
   * Give a hold back.
   *
   * @param order null when the buyer asks by the hold's id; the order that has claimed it otherwise
   */
  record Release(UUID hold, @Nullable String order) implements Command<ReleaseOutcome> {}

  /**
   * Put a hold under an order: from now on it lives until the payment deadline, and only the order
   * can confirm or release it.
   *
   * @param customer who orders, as an opaque text that is the same for the same person
   * @param limit a pure function of the hold that says how many places its customer may have at the
   *     event, claimed and sold together
   * @param paymentTime how long from the decision
   * @param objection a pure function that says why what the hold has is not to be claimed; null for
   *     no reason
   */
  record Claim(
      UUID hold,
      String order,
      String customer,
      ToIntFunction<Hold> limit,
      Duration paymentTime,
      Function<Hold, @Nullable Object> objection)
      implements Command<ClaimOutcome> {

    /** Whatever the hold has. */
    public Claim(UUID hold, String order, String customer, int limit, Duration paymentTime) {
      this(hold, order, customer, held -> limit, paymentTime, held -> null);
    }

    @Override
    public ClaimOutcome vetoed(Object reason) {
      return new ClaimOutcome.Vetoed(reason);
    }
  }

  /**
   * Hold, and put the hold under an order in the same instant: for an order whose hold is gone.
   *
   * @param hold which lives as long as it says; its id is the same for every try, so that two tries
   *     at once hold once
   * @param customer as in {@link Claim}, and so is the limit
   */
  record HoldForOrder(TakeHold hold, String order, String customer, int limit)
      implements Command<OrderHoldOutcome> {
    @Override
    public OrderHoldOutcome vetoed(Object reason) {
      return new OrderHoldOutcome.Vetoed(reason);
    }
  }

  /**
   * Keep what an order has claimed for longer.
   *
   * @param until the new payment deadline; one that is no later than the old changes nothing
   */
  record Keep(UUID hold, String order, Instant until) implements Command<KeepOutcome> {
    @Override
    public KeepOutcome vetoed(Object reason) {
      return new KeepOutcome.Vetoed(reason);
    }
  }

  /** Make the seats of a claimed hold sold. */
  record Confirm(UUID hold, String order) implements Command<ConfirmOutcome> {
    @Override
    public ConfirmOutcome vetoed(Object reason) {
      return new ConfirmOutcome.Vetoed(reason);
    }
  }

  /** Make some of what is sold to an order free again, or, when it names them all, all of it. */
  record Return(UUID hold, String order, List<Integer> seats, List<PoolQuantity> pools)
      implements Command<CancelOutcome> {
    public Return {
      seats = seats.stream().sorted().toList();
      pools = pools.stream().sorted(Comparator.comparingInt(PoolQuantity::pool)).toList();
    }

    @Override
    public CancelOutcome vetoed(Object reason) {
      return new CancelOutcome.Vetoed(reason);
    }
  }

  /** Make all that is sold to an order free again. */
  record Cancel(UUID hold, String order) implements Command<CancelOutcome> {
    @Override
    public CancelOutcome vetoed(Object reason) {
      return new CancelOutcome.Vetoed(reason);
    }
  }

  /**
   * Put free seats and places into an allocation.
   *
   * @param label for who reads the log
   */
  record Block(int allocation, List<Integer> seats, List<PoolQuantity> pools, String label)
      implements Command<BlockOutcome> {
    @Override
    public BlockOutcome vetoed(Object reason) {
      return new BlockOutcome.Vetoed(reason);
    }
  }

  /**
   * Take seats out of the sale for good: they go into {@link AllocationId#WITHDRAWN} from whatever
   * they are in, those with them that somebody has, who keeps them.
   */
  record Withdraw(List<Integer> seats, String label) implements Command<BlockOutcome> {}

  /**
   * Give seats and places of an allocation to the public sale. What somebody has taken becomes the
   * public's when it comes back.
   */
  record Unblock(int allocation, List<Integer> seats, List<PoolQuantity> pools, String label)
      implements Command<BlockOutcome> {
    @Override
    public BlockOutcome vetoed(Object reason) {
      return new BlockOutcome.Vetoed(reason);
    }
  }

  /** Give all of an allocation to the public sale. */
  record Dissolve(int allocation, String label) implements Command<BlockOutcome> {
    @Override
    public BlockOutcome vetoed(Object reason) {
      return new BlockOutcome.Vetoed(reason);
    }
  }

  /**
   * What allocations have, ascending; changes nothing.
   *
   * @param only the one asked about; null for all
   */
  record Inspect(@Nullable Integer only) implements Command<List<AllocationShare>> {}

  /**
   * Say what there is to sell. Seats are only ever added; a pool not named stays as it is.
   *
   * @param seatCount seats 0 … seatCount − 1 exist
   * @param capacities pools and how many places each has; 0 closes a pool
   */
  record Configure(int seatCount, List<Capacity> capacities) implements Command<ConfigureOutcome> {
    public Configure {
      if (seatCount < 0 || seatCount > MAX_SEATS) {
        throw new IllegalArgumentException("seats out of range: " + seatCount);
      }
    }
  }

  /** The places of a pool. */
  record Capacity(int pool, int places) {
    public Capacity {
      if (places < 0) {
        throw new IllegalArgumentException("places must not be negative: " + places);
      }
    }
  }

  /** Write down the expiry of holds whose time is over. */
  record Sweep() implements Command<Integer> {}

  /** What a hold has, while it is a buyer's: not over, and claimed by no order. */
  record Show(UUID hold) implements Command<Optional<Hold>> {}

  /** Catch up with the log and change nothing; answers the version. */
  record Look() implements Command<Long> {}
}
