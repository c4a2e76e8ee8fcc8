package org.onsale.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what an event's allocations have; goes once through its seats. */
final class Shares {
  private final EventState state;
  private final TreeMap<Integer, AllocationShare> shares = new TreeMap<>();

  Shares(EventState state) {
    this.state = state;
  }

  /** Ascending; null for all that have anything. */
  List<AllocationShare> of(@Nullable Integer only) {
    if (state.allocated().count() > 0) {
      for (int seat = 0; seat < state.seatCount(); seat++) {
        int allocation = state.allocated().of(seat);
        if (allocation != AllocationId.NONE && (only == null || allocation == only)) {
          seats(allocation, state.status(seat)).add(seat);
        }
      }
    }
    state
        .pools()
        .forEach(
            (id, pool) ->
                pool.shares(id)
                    .forEach(
                        (allocation, places) -> {
                          if (only == null || allocation.equals(only)) {
                            share(allocation).pools().add(places);
                          }
                        }));
    return List.copyOf(shares.values());
  }

  private List<Integer> seats(int allocation, byte status) {
    AllocationShare share = share(allocation);
    return switch (status) {
      case SeatStatus.SOLD -> share.sold();
      case SeatStatus.HELD -> share.held();
      default -> share.blocked();
    };
  }

  private AllocationShare share(int allocation) {
    return shares.computeIfAbsent(
        allocation,
        id ->
            new AllocationShare(
                id, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
  }
}
