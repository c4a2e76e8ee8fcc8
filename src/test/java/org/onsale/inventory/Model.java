package org.onsale.inventory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The ledger as one would write it on a slip of paper: a list of bookings, looked through from end
 * to end for every question. It drops what has expired before anything else; versions, changes and
 * folds it does not know.
 */
final class Model {
  static final int SEATS = 8;

  private static final class Booking {
    final UUID id;
    final Set<Integer> seats;
    final Map<Integer, Integer> places = new HashMap<>();
    final int allocation;
    final Map<Integer, Integer> allotted = new HashMap<>();
    final String content;
    final Instant taken;
    Instant until;
    @Nullable String order;
    @Nullable String customer;
    boolean sold;

    Booking(Command.TakeHold take, String content, Instant taken, Instant until) {
      this.id = take.id();
      this.seats = new HashSet<>(take.seats());
      take.pools().forEach(asked -> places.put(asked.pool(), asked.quantity()));
      this.allocation = take.allocation();
      this.content = content;
      this.taken = taken;
      this.until = until;
    }

    Booking(Booking other) {
      this.id = other.id;
      this.seats = new HashSet<>(other.seats);
      this.places.putAll(other.places);
      this.allocation = other.allocation;
      this.allotted.putAll(other.allotted);
      this.content = other.content;
      this.taken = other.taken;
      this.until = other.until;
      this.order = other.order;
      this.customer = other.customer;
      this.sold = other.sold;
    }

    int size() {
      return seats.size() + places.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  private final List<Booking> bookings = new ArrayList<>();
  private final Set<UUID> used = new HashSet<>();
  private final Map<Integer, Integer> allocationOf = new HashMap<>();
  private final Map<Integer, Map<Integer, Integer>> allocated = new HashMap<>();
  private final Map<Integer, Integer> capacity = new HashMap<>();

  /** Another model of the same history, which goes its own way from here. */
  Model copy() {
    Model copy = new Model();
    bookings.forEach(booking -> copy.bookings.add(new Booking(booking)));
    copy.used.addAll(used);
    copy.allocationOf.putAll(allocationOf);
    allocated.forEach((pool, places) -> copy.allocated.put(pool, new HashMap<>(places)));
    copy.capacity.putAll(capacity);
    return copy;
  }

  /** The name of an outcome, with what was lost where something was. */
  static String told(Object outcome) {
    return switch (outcome) {
      case HoldOutcome.Lost lost -> "Lost " + lost.seats() + lost.pools();
      case BlockOutcome.Refused refused -> "Refused " + refused.seats() + refused.pools();
      case ClaimOutcome.OverLimit over -> "OverLimit " + over.places();
      case OrderHoldOutcome.OverLimit over -> "OverLimit " + over.places();
      case OrderHoldOutcome.Held held -> held(held.hold());
      case HoldOutcome.Held held -> held(held.hold());
      case ClaimOutcome.Claimed claimed -> "Claimed what was held from " + claimed.hold().takenAt();
      case KeepOutcome.Kept kept -> "Kept until " + kept.hold().expiresAt();
      case Integer swept -> "swept";
      default -> outcome.getClass().getSimpleName();
    };
  }

  private static String held(Hold hold) {
    return "Held from " + hold.takenAt() + " until " + hold.expiresAt();
  }

  String ask(Command<?> command, Instant now) {
    drop(now);
    return switch (command) {
      case Command.TakeHold take -> hold(take, now);
      case Command.Claim claim -> claim(claim, now);
      case Command.HoldForOrder wanted -> holdForOrder(wanted, now);
      case Command.Keep keep -> keep(keep);
      case Command.Confirm confirm -> confirm(confirm);
      case Command.Cancel cancel -> cancel(cancel);
      case Command.Return back -> giveBack(back);
      case Command.Release release -> release(release);
      case Command.Block block -> block(block);
      case Command.Withdraw withdraw -> withdraw(withdraw);
      case Command.Unblock unblock -> unblock(unblock);
      case Command.Dissolve dissolve -> dissolve(dissolve.allocation());
      case Command.Inspect inspect -> throw new IllegalArgumentException();
      case Command.Configure configure -> configure(configure);
      case Command.Sweep sweep -> "swept";
      case Command.Show show -> throw new IllegalArgumentException();
      case Command.Look look -> throw new IllegalArgumentException();
    };
  }

  private void drop(Instant now) {
    bookings.removeIf(booking -> !booking.sold && !booking.until.isAfter(now));
  }

  private @Nullable Booking find(UUID id) {
    return bookings.stream().filter(booking -> booking.id.equals(id)).findAny().orElse(null);
  }

  private String hold(Command.TakeHold take, Instant now) {
    Booking same = find(take.id());
    String content =
        take.seats() + "/" + take.pools() + "/" + take.replaces() + "/" + take.allocation();
    if (used.contains(take.id()) && (same == null || same.sold)) {
      return "Spent";
    }
    if (same != null) {
      return same.content.equals(content) ? "HeldBefore" : "OtherContent";
    }
    if (take.seats().stream().anyMatch(seat -> seat >= SEATS)) {
      return "UnknownSeats";
    }
    Booking old = null;
    if (take.replaces() != null) {
      old = find(take.replaces());
      if (old == null || old.order != null) {
        return "ReplacedGone";
      }
      bookings.remove(old);
    }
    List<Integer> lostSeats =
        take.seats().stream().filter(seat -> !isOpen(seat, take.allocation(), now)).toList();
    List<Integer> lostPools = shortOf(take.pools(), take.allocation(), now);
    if (!lostSeats.isEmpty() || !lostPools.isEmpty()) {
      if (old != null) {
        bookings.add(old);
      }
      return "Lost " + lostSeats + lostPools;
    }
    Instant until =
        old != null ? old.until : now.plus(take.lifetime()).truncatedTo(ChronoUnit.MICROS);
    Instant taken = old != null ? old.taken : now.truncatedTo(ChronoUnit.MICROS);
    Booking booking = new Booking(take, content, taken, until);
    take.pools()
        .forEach(
            p ->
                booking.allotted.put(
                    p.pool(), Math.min(p.quantity(), left(take.allocation(), p.pool()))));
    bookings.add(booking);
    used.add(take.id());
    return "Held from " + booking.taken + " until " + booking.until;
  }

  private boolean isOpen(int seat, int allocation, Instant now) {
    byte status = status(seat, now);
    return status == 0
        || (status == 3 && Integer.valueOf(allocation).equals(allocationOf.get(seat)));
  }

  private List<Integer> shortOf(List<PoolQuantity> wanted, int allocation, Instant now) {
    return wanted.stream()
        .filter(p -> available(p.pool(), now) + left(allocation, p.pool()) < p.quantity())
        .map(PoolQuantity::pool)
        .toList();
  }

  /** What nobody has taken of an allocation's places. */
  private int left(int allocation, int pool) {
    int left = allocated.getOrDefault(allocation, Map.of()).getOrDefault(pool, 0);
    for (Booking booking : bookings) {
      left -= booking.allocation == allocation ? booking.allotted.getOrDefault(pool, 0) : 0;
    }
    return Math.max(0, left);
  }

  private void allot(int allocation, int pool, int more) {
    allocated.computeIfAbsent(allocation, id -> new HashMap<>()).merge(pool, more, Integer::sum);
  }

  private String claim(Command.Claim claim, Instant now) {
    Booking booking = find(claim.hold());
    if (booking == null) {
      return "Gone";
    }
    if (booking.order != null) {
      return "ClaimedByOther";
    }
    int places = booking.size() + placesOf(claim.customer());
    Hold held = new Hold(booking.id, List.of(), List.of(), booking.taken, booking.until, 1);
    if (places > claim.limit().applyAsInt(held)) {
      return "OverLimit " + places;
    }
    booking.order = claim.order();
    booking.customer = claim.customer();
    booking.until = now.plus(claim.paymentTime()).truncatedTo(ChronoUnit.MICROS);
    return "Claimed what was held from " + booking.taken;
  }

  private String keep(Command.Keep keep) {
    Booking booking = find(keep.hold());
    if (booking == null || booking.sold || !keep.order().equals(booking.order)) {
      return "Gone";
    }
    if (!keep.until().isAfter(booking.until)) {
      return "NotLater";
    }
    booking.until = keep.until();
    return "Kept until " + booking.until;
  }

  private int placesOf(String customer) {
    return bookings.stream()
        .filter(booking -> customer.equals(booking.customer))
        .mapToInt(Booking::size)
        .sum();
  }

  private String holdForOrder(Command.HoldForOrder wanted, Instant now) {
    if (find(wanted.hold().id()) != null) {
      return "HeldBefore";
    }
    int places = wanted.hold().places() + placesOf(wanted.customer());
    if (places > wanted.limit()) {
      return "OverLimit " + places;
    }
    String held = hold(wanted.hold(), now);
    if (!held.startsWith("Held from")) {
      return "NotFree";
    }
    Booking booking = Objects.requireNonNull(find(wanted.hold().id()));
    booking.order = wanted.order();
    booking.customer = wanted.customer();
    return held;
  }

  private String confirm(Command.Confirm confirm) {
    Booking booking = find(confirm.hold());
    if (booking == null || !confirm.order().equals(booking.order)) {
      return "Gone";
    }
    if (booking.sold) {
      return "ConfirmedBefore";
    }
    booking.sold = true;
    return "Confirmed";
  }

  private String cancel(Command.Cancel cancel) {
    Booking booking = find(cancel.hold());
    if (booking == null || !booking.sold || !cancel.order().equals(booking.order)) {
      return "Gone";
    }
    bookings.remove(booking);
    return "Cancelled";
  }

  private String giveBack(Command.Return back) {
    Booking booking = find(back.hold());
    if (booking == null || !booking.sold || !back.order().equals(booking.order)) {
      return "Gone";
    }
    Set<Integer> seats = Set.copyOf(back.seats());
    Map<Integer, Integer> places = new HashMap<>();
    back.pools().forEach(pool -> places.put(pool.pool(), pool.quantity()));
    boolean has =
        seats.size() + places.size() > 0
            && seats.size() == back.seats().size()
            && places.size() == back.pools().size()
            && booking.seats.containsAll(seats)
            && places.entrySet().stream()
                .allMatch(p -> p.getValue() <= booking.places.getOrDefault(p.getKey(), 0));
    if (!has) {
      return "Gone";
    }
    booking.seats.removeAll(seats);
    places.forEach(
        (pool, quantity) -> {
          booking.places.merge(pool, -quantity, Integer::sum);
          booking.allotted.computeIfPresent(pool, (id, own) -> Math.max(0, own - quantity));
        });
    if (booking.seats.isEmpty() && booking.places.values().stream().allMatch(left -> left == 0)) {
      bookings.remove(booking);
    }
    return "Cancelled";
  }

  private String release(Command.Release release) {
    Booking booking = find(release.hold());
    if (booking == null) {
      return "Gone";
    }
    boolean owner =
        release.order() == null
            ? booking.order == null
            : release.order().equals(booking.order) && !booking.sold;
    if (!owner) {
      return "BelongsToOrder";
    }
    bookings.remove(booking);
    return "Released";
  }

  private String block(Command.Block block) {
    List<Integer> seats =
        block.seats().stream()
            .filter(seat -> seat >= SEATS || status(seat, Instant.MIN) != 0)
            .toList();
    List<Integer> pools = block.pools().stream().map(PoolQuantity::pool).toList();
    block.pools().forEach(p -> allot(block.allocation(), p.pool(), p.quantity()));
    pools = pools.stream().filter(pool -> available(pool, Instant.MIN) < 0).toList();
    if (!seats.isEmpty() || !pools.isEmpty()) {
      block.pools().forEach(p -> allot(block.allocation(), p.pool(), -p.quantity()));
      return "Refused " + seats + pools;
    }
    block.seats().forEach(seat -> allocationOf.put(seat, block.allocation()));
    return "Done";
  }

  private String withdraw(Command.Withdraw withdraw) {
    List<Integer> unknown = withdraw.seats().stream().filter(seat -> seat >= SEATS).toList();
    if (!unknown.isEmpty()) {
      return "Refused " + unknown + "[]";
    }
    withdraw.seats().forEach(seat -> allocationOf.put(seat, AllocationId.WITHDRAWN));
    return "Done";
  }

  private String unblock(Command.Unblock unblock) {
    int allocation = unblock.allocation();
    Map<Integer, Integer> places = allocated.getOrDefault(allocation, Map.of());
    List<Integer> seats =
        unblock.seats().stream()
            .filter(seat -> !Integer.valueOf(allocation).equals(allocationOf.get(seat)))
            .toList();
    List<Integer> pools =
        unblock.pools().stream()
            .filter(p -> places.getOrDefault(p.pool(), 0) < p.quantity())
            .map(PoolQuantity::pool)
            .toList();
    if (!seats.isEmpty() || !pools.isEmpty()) {
      return "Refused " + seats + pools;
    }
    unblock.seats().forEach(allocationOf::remove);
    unblock.pools().forEach(p -> allot(allocation, p.pool(), -p.quantity()));
    return "Done";
  }

  private String dissolve(int allocation) {
    allocationOf.values().removeIf(of -> of == allocation);
    allocated.remove(allocation);
    return "Done";
  }

  private String configure(Command.Configure configure) {
    for (Command.Capacity wanted : configure.capacities()) {
      int taken = capacity.getOrDefault(wanted.pool(), 0) - available(wanted.pool(), Instant.MIN);
      if (taken > wanted.places()) {
        return "BelowTaken";
      }
    }
    configure.capacities().forEach(wanted -> capacity.put(wanted.pool(), wanted.places()));
    return "Configured";
  }

  /** The code of the HTTP contract. */
  byte status(int seat, Instant now) {
    for (Booking booking : bookings) {
      if (booking.seats.contains(seat) && (booking.sold || booking.until.isAfter(now))) {
        return (byte) (booking.sold ? 2 : 1);
      }
    }
    return (byte) (allocationOf.containsKey(seat) ? 3 : 0);
  }

  long free(Instant now) {
    return IntStream.range(0, SEATS).filter(seat -> status(seat, now) == SeatStatus.FREE).count();
  }

  int available(int pool, Instant now) {
    int left = capacity.getOrDefault(pool, 0);
    for (int allocation : allocated.keySet()) {
      left -= left(allocation, pool);
    }
    for (Booking booking : bookings) {
      if (booking.sold || booking.until.isAfter(now)) {
        left -= booking.places.getOrDefault(pool, 0);
      }
    }
    return left;
  }
}
