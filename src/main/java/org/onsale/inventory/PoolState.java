package org.onsale.inventory;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The counters of a pool.
 *
 * <p>An allocation has a number of places; of those, the ones that nobody has taken are blocked. It
 * may be made smaller than what is taken of it: then nothing of it is left, and what comes back is
 * the public's.
 */
final class PoolState {
  int capacity;
  int held;
  int sold;
  private int blocked;
  private final TreeMap<Integer, Share> shares = new TreeMap<>();

  /** What an allocation has of the pool, and how much of that buyers have. */
  private static final class Share {
    int places;
    int taken;

    int left() {
      return Math.max(0, places - taken);
    }
  }

  int blocked() {
    return blocked;
  }

  int taken() {
    return held + sold + blocked;
  }

  /** For the public. */
  int available() {
    return capacity - taken();
  }

  /** What is left of an allocation; 0 for {@link AllocationId#NONE}. */
  int left(int allocation) {
    Share share = shares.get(allocation);
    return share == null ? 0 : share.left();
  }

  /** All the places of an allocation, whoever has them. */
  int placesOf(int allocation) {
    Share share = shares.get(allocation);
    return share == null ? 0 : share.places;
  }

  /**
   * What an allocation has, by allocation; those with them that have nothing any more but taken.
   */
  Map<Integer, AllocationShare.Places> shares(int pool) {
    Map<Integer, AllocationShare.Places> all = new TreeMap<>();
    shares.forEach(
        (allocation, share) ->
            all.put(allocation, new AllocationShare.Places(pool, share.places, share.taken)));
    return all;
  }

  /** Makes an allocation larger by that many places, or smaller. */
  void allot(int allocation, int more) {
    change(allocation, more, 0);
  }

  /**
   * Holds places, those of the allocation first.
   *
   * @return how many are the allocation's
   */
  int take(int allocation, int quantity) {
    held += quantity;
    int allotted = Math.min(quantity, left(allocation));
    if (allotted > 0) {
      change(allocation, 0, allotted);
    }
    return allotted;
  }

  /** Takes back what a holding has of the pool. */
  void giveBack(Holding holding, int pool) {
    int index = Arrays.binarySearch(holding.pools(), pool);
    if (index < 0) {
      return;
    }
    if (holding instanceof Holding.Sold) {
      sold -= holding.quantities()[index];
    } else {
      held -= holding.quantities()[index];
    }
    Allotment from = holding.from();
    if (from != null && from.places()[index] > 0) {
      change(from.allocation(), 0, -from.places()[index]);
    }
  }

  /** Puts a share back that {@link SnapshotCodec} has read. */
  void restore(int allocation, int places, int taken) {
    change(allocation, places, taken);
  }

  private void change(int allocation, int places, int taken) {
    Share share = shares.computeIfAbsent(allocation, id -> new Share());
    blocked -= share.left();
    share.places += places;
    share.taken += taken;
    blocked += share.left();
    if (share.places == 0 && share.taken == 0) {
      shares.remove(allocation);
    }
  }

  PoolState copy() {
    PoolState copy = new PoolState();
    copy.capacity = capacity;
    copy.held = held;
    copy.sold = sold;
    shares.forEach((allocation, share) -> copy.restore(allocation, share.places, share.taken));
    return copy;
  }
}
