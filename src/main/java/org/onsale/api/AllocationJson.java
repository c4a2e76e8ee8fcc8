package org.onsale.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.onsale.allocations.Allocation;
import org.onsale.allocations.AllocationDetails;
import org.onsale.inventory.AllocationShare;
import org.onsale.inventory.PoolQuantity;

/** Allocations as organisers send and get them. */
final class AllocationJson {
  private static final int MAX_SEATS = 20_000;
  private static final int MAX_POOLS = 100;

  private AllocationJson() {}

  record NewBody(
      @Nullable String kind,
      @Nullable String label,
      @Nullable String accessCode,
      @Nullable String releaseAt,
      @Nullable List<@Nullable Integer> seats,
      @Nullable List<@Nullable PoolBody> pools) {}

  record ChangeBody(
      @Nullable String kind,
      @Nullable String label,
      @Nullable String accessCode,
      @Nullable String releaseAt) {

    /** What is left out stays. */
    AllocationDetails over(AllocationDetails before, Fields fields) {
      return new AllocationDetails(
          Objects.requireNonNullElse(kind, before.kind()),
          Objects.requireNonNullElse(label, before.label()),
          Objects.requireNonNullElse(accessCode, before.accessCode()),
          releaseAt == null ? before.releaseAt() : fields.instant("releaseAt", releaseAt));
    }
  }

  /** Seats and places to put in or to take out. */
  record PlacesBody(
      @Nullable List<@Nullable Integer> seats, @Nullable List<@Nullable PoolBody> pools) {}

  record PoolBody(@Nullable Integer id, @Nullable Integer quantity) {}

  /** The same, read. */
  record Places(List<Integer> seats, List<PoolQuantity> pools) {

    static Places of(
        @Nullable List<@Nullable Integer> seats,
        @Nullable List<@Nullable PoolBody> pools,
        boolean some,
        Fields fields) {
      var places = new Places(seats(seats, fields), pools(pools, fields));
      if (some && !fields.hasUnreadable() && places.seats().isEmpty() && places.pools().isEmpty()) {
        fields.refuse("seats", "Name seats or places of pools.");
      }
      return places;
    }

    private static List<Integer> seats(@Nullable List<@Nullable Integer> given, Fields fields) {
      var seats = new LinkedHashSet<Integer>();
      if (given == null) {
        return List.of();
      }
      if (given.size() > MAX_SEATS) {
        fields.refuse("seats", "At most {1} seats at once.", MAX_SEATS);
        return List.of();
      }
      for (int i = 0; i < given.size(); i++) {
        Integer seat = given.get(i);
        if (seat == null || seat < 0 || !seats.add(seat)) {
          fields.refuse("seats[" + i + "]", "A seat index, each once.");
        }
      }
      return List.copyOf(seats);
    }

    private static List<PoolQuantity> pools(
        @Nullable List<@Nullable PoolBody> given, Fields fields) {
      var pools = new ArrayList<PoolQuantity>();
      if (given == null) {
        return pools;
      }
      if (given.size() > MAX_POOLS) {
        fields.refuse("pools", "At most {1} pools at once.", MAX_POOLS);
        return pools;
      }
      for (int i = 0; i < given.size(); i++) {
        PoolBody pool = given.get(i);
        Integer id = pool == null ? null : pool.id();
        Integer quantity = pool == null ? null : pool.quantity();
        if (id == null
            || quantity == null
            || quantity < 1
            || pools.stream().anyMatch(known -> known.pool() == id)) {
          fields.refuse("pools[" + i + "]", "A pool, each once, with a quantity of at least 1.");
        } else {
          pools.add(new PoolQuantity(id, quantity));
        }
      }
      return pools;
    }
  }

  /** What could not be read is told along with what the module has against the rest. */
  static void refuseUnreadable(Fields fields, AllocationDetails details) {
    if (fields.hasUnreadable()) {
      throw fields.problem(details.faults());
    }
  }

  /** An allocation in the list: numbers instead of seats. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Item(
      int id,
      String kind,
      String label,
      @Nullable String accessCode,
      @Nullable Instant releaseAt,
      @Nullable Instant releasedAt,
      SeatNumbers seats,
      List<PoolPlaces> pools) {
    static Item of(Allocation allocation, AllocationShare share) {
      return new Item(
          allocation.id(),
          allocation.kind(),
          allocation.label(),
          allocation.accessCode(),
          allocation.releaseAt(),
          allocation.releasedAt(),
          new SeatNumbers(share.blocked().size(), share.held().size(), share.sold().size()),
          PoolPlaces.of(share));
    }
  }

  record SeatNumbers(int blocked, int held, int sold) {}

  /**
   * @param taken held or sold from the allocation
   */
  record PoolPlaces(int id, int places, int taken) {
    static List<PoolPlaces> of(AllocationShare share) {
      return share.pools().stream()
          .map(pool -> new PoolPlaces(pool.pool(), pool.places(), pool.taken()))
          .toList();
    }
  }

  /** An allocation with its seats. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      int id,
      String kind,
      String label,
      @Nullable String accessCode,
      @Nullable Instant releaseAt,
      @Nullable Instant releasedAt,
      Seats seats,
      List<PoolPlaces> pools) {
    static View of(Allocation allocation, AllocationShare share) {
      return new View(
          allocation.id(),
          allocation.kind(),
          allocation.label(),
          allocation.accessCode(),
          allocation.releaseAt(),
          allocation.releasedAt(),
          new Seats(share.blocked(), share.held(), share.sold()),
          PoolPlaces.of(share));
    }
  }

  record Seats(List<Integer> blocked, List<Integer> held, List<Integer> sold) {}
}
