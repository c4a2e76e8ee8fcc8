package org.onsale.inventory;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A hold in memory, alive or sold. Never changes; a new state is a new object.
 *
 * <p>A sold-out stadium has 40,000 of them, for as long as anybody looks at it, and eight bytes of
 * each are 0.3 MB. So ids and times are no objects of their own, texts are packed, and what is sold
 * keeps nothing that only the living need.
 */
abstract sealed class Holding {
  static final Comparator<Holding> BY_ID =
      Comparator.<Holding>comparingLong(holding -> holding.idHigh)
          .thenComparingLong(holding -> holding.idLow);

  private static final int[] NO_SEATS = {};

  final long idHigh;
  final long idLow;
  private final int[] seats;
  private final HeldPlaces held;
  private final byte @Nullable [] order;
  private final byte @Nullable [] customer;

  private Holding(
      UUID id, int[] seats, HeldPlaces held, byte @Nullable [] order, byte @Nullable [] customer) {
    this.idHigh = id.getMostSignificantBits();
    this.idLow = id.getLeastSignificantBits();
    this.seats = seats.length == 0 ? NO_SEATS : seats;
    this.held = held;
    this.order = order;
    this.customer = customer;
  }

  private Holding(Holding whole, int[] seats, HeldPlaces held) {
    this.idHigh = whole.idHigh;
    this.idLow = whole.idLow;
    this.seats = seats.length == 0 ? NO_SEATS : seats;
    this.held = held;
    this.order = whole.order;
    this.customer = whole.customer;
  }

  private Holding(Holding old, byte @Nullable [] order, byte @Nullable [] customer) {
    this.idHigh = old.idHigh;
    this.idLow = old.idLow;
    this.seats = old.seats;
    this.held = old.held;
    this.order = order;
    this.customer = customer;
  }

  /** One that has not been sold: it expires. */
  static final class Live extends Holding {
    static final Comparator<Live> BY_EXPIRY =
        Comparator.<Live>comparingLong(live -> live.expiry).thenComparing(BY_ID);

    private static final long MICROS = 1_000_000;

    /** In microseconds of the epoch, as PostgreSQL keeps it. */
    private final long expiry;

    /** In the same. */
    private final long taken;

    private final long fingerprint;
    private final long version;

    /**
     * @param seats ascending
     * @param order set from the claim on, and so is the customer
     * @param fingerprint of the request that made it
     * @param version of the change that made it
     */
    Live(
        UUID id,
        int[] seats,
        HeldPlaces held,
        @Nullable String order,
        @Nullable String customer,
        Instant takenAt,
        Instant expiresAt,
        long fingerprint,
        long version) {
      super(id, seats, held, packed(order), packed(customer));
      this.taken = micros(takenAt);
      this.expiry = micros(expiresAt);
      this.fingerprint = fingerprint;
      this.version = version;
    }

    private Live(Live held, String order, String customer, Instant payBy) {
      super(held, PackedText.of(order), PackedText.of(customer));
      this.taken = held.taken;
      this.expiry = micros(payBy);
      this.fingerprint = held.fingerprint;
      this.version = held.version;
    }

    private static long micros(Instant time) {
      return time.getEpochSecond() * MICROS + time.getNano() / 1_000;
    }

    private static Instant instant(long micros) {
      return Instant.ofEpochSecond(
          Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
    }

    /** As {@link Hold#takenAt}. */
    Instant takenAt() {
      return instant(taken);
    }

    Instant expiresAt() {
      return instant(expiry);
    }

    /** The second of the epoch in which it expires. */
    long expirySecond() {
      return Math.floorDiv(expiry, MICROS);
    }

    @Override
    boolean expiredAt(Instant now) {
      return micros(now) >= expiry;
    }

    long fingerprint() {
      return fingerprint;
    }

    long version() {
      return version;
    }

    Live claimed(String byOrder, String byCustomer, Instant payBy) {
      return new Live(this, byOrder, byCustomer, payBy);
    }

    Sold sold() {
      return new Sold(this);
    }

    Hold view() {
      return view(expiresAt());
    }

    Hold view(Instant until) {
      return Hold.of(id(), seats(), pools(), quantities(), takenAt(), until, version);
    }
  }

  /** One that has been paid for: it stays until it is cancelled. */
  static final class Sold extends Holding {

    /**
     * @param seats ascending
     */
    Sold(UUID id, int[] seats, HeldPlaces held, @Nullable String order, @Nullable String customer) {
      super(id, seats, held, packed(order), packed(customer));
    }

    private Sold(Holding claimed) {
      super(claimed, claimed.order, claimed.customer);
    }

    private Sold(Sold whole, int[] seats, HeldPlaces held) {
      super(whole, seats, held);
    }

    /** Whether it has all of that, and that is something. */
    boolean has(int[] wantedSeats, int[] wantedPools, int[] quantities) {
      return wantedSeats.length + wantedPools.length > 0
          && areDistinct(wantedSeats)
          && areDistinct(wantedPools)
          && Arrays.stream(wantedSeats).allMatch(seat -> Arrays.binarySearch(seats(), seat) >= 0)
          && IntStream.range(0, wantedPools.length)
              .allMatch(i -> quantities[i] > 0 && quantities[i] <= quantityOf(wantedPools[i]));
    }

    private static boolean areDistinct(int[] ascending) {
      return IntStream.range(1, ascending.length).noneMatch(i -> ascending[i - 1] == ascending[i]);
    }

    /**
     * Some of it, as a holding.
     *
     * @param partSeats ascending, and so are the pools; {@link #has all of it}
     */
    Sold part(int[] partSeats, int[] partPools, int[] quantities) {
      return new Sold(this, partSeats, heldPlaces().part(partPools, quantities));
    }

    Sold without(Sold part) {
      int[] rest =
          Arrays.stream(seats())
              .filter(seat -> Arrays.binarySearch(part.seats(), seat) < 0)
              .toArray();
      return new Sold(this, rest, heldPlaces().without(part.heldPlaces()));
    }

    @Override
    boolean expiredAt(Instant now) {
      return false;
    }
  }

  private static byte @Nullable [] packed(@Nullable String text) {
    return text == null ? null : PackedText.of(text);
  }

  abstract boolean expiredAt(Instant now);

  UUID id() {
    return new UUID(idHigh, idLow);
  }

  /** As {@link HoldIds} has it. */
  long shortenedId() {
    return HoldIds.shortened(idHigh, idLow);
  }

  int[] seats() {
    return seats;
  }

  HeldPlaces heldPlaces() {
    return held;
  }

  int[] pools() {
    return held.pools();
  }

  int[] quantities() {
    return held.quantities();
  }

  int quantityOf(int pool) {
    return held.of(pool);
  }

  int places() {
    return seats.length + held.sum();
  }

  /** Null when it is of the public sale. */
  @Nullable Allotment from() {
    return held.from();
  }

  /** The allocation that it may take from; {@link AllocationId#NONE} for the public sale. */
  int allocation() {
    Allotment from = held.from();
    return from == null ? AllocationId.NONE : from.allocation();
  }

  /** By an order, which may have been paid for since. */
  boolean isClaimed() {
    return order != null;
  }

  boolean belongsTo(String otherOrder) {
    return order != null && Arrays.equals(order, PackedText.of(otherOrder));
  }

  @Nullable String order() {
    return order == null ? null : PackedText.text(order);
  }

  @Nullable String customer() {
    return customer == null ? null : PackedText.text(customer);
  }

  /** As {@link PackedText} has it. */
  byte @Nullable [] packedCustomer() {
    return customer;
  }
}
