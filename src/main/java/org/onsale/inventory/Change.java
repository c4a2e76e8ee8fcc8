package org.onsale.inventory;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of the ledger. Which fields are there depends on the kind; see {@link EventState}.
 *
 * @param allocation {@link AllocationId#NONE} where it is about none
 */
record Change(
    long version,
    ChangeKind kind,
    @Nullable UUID hold,
    @Nullable UUID replaces,
    @Nullable String order,
    @Nullable String customer,
    int[] seats,
    int[] pools,
    int[] quantities,
    int seatCount,
    long fingerprint,
    @Nullable Instant expiresAt,
    @Nullable String label,
    int allocation,
    Instant decidedAt) {

  private static final int[] NONE = {};

  /** What a hold begins with. */
  static Change hold(
      long version,
      UUID id,
      int[] seats,
      int[] pools,
      int[] quantities,
      int allocation,
      long fingerprint,
      Instant expiresAt,
      Instant now) {
    return new Change(
        version,
        ChangeKind.HOLD,
        id,
        null,
        null,
        null,
        seats,
        pools,
        quantities,
        0,
        fingerprint,
        expiresAt,
        null,
        allocation,
        now);
  }

  static Change claim(
      long version, Command.Claim claim, Holding.Live held, Instant payBy, Instant now) {
    return ofHold(
        ChangeKind.CLAIM, version, held, claim.hold(), claim.order(), claim.customer(), payBy, now);
  }

  /** The claim again, which lasts for longer now. */
  static Change keep(long version, Holding.Live claimed, Instant until, Instant now) {
    return ofHold(
        ChangeKind.CLAIM,
        version,
        claimed,
        claimed.id(),
        claimed.order(),
        claimed.customer(),
        until,
        now);
  }

  /** What becomes of a hold, but for its claim. */
  static Change ofHold(ChangeKind kind, long version, Holding holding, Instant now) {
    return ofHold(
        kind,
        version,
        holding,
        holding.id(),
        holding.order(),
        holding.customer(),
        holding instanceof Holding.Live live ? live.expiresAt() : null,
        now);
  }

  private static Change ofHold(
      ChangeKind kind,
      long version,
      Holding holding,
      UUID id,
      @Nullable String order,
      @Nullable String customer,
      @Nullable Instant expiresAt,
      Instant now) {
    return new Change(
        version,
        kind,
        id,
        null,
        order,
        customer,
        holding.seats(),
        holding.pools(),
        holding.quantities(),
        0,
        0,
        expiresAt,
        null,
        holding.allocation(),
        now);
  }

  static Change ofHouse(
      ChangeKind kind,
      long version,
      int[] seats,
      int[] pools,
      int[] quantities,
      int allocation,
      String label,
      Instant now) {
    return new Change(
        version,
        kind,
        null,
        null,
        null,
        null,
        seats,
        pools,
        quantities,
        0,
        0,
        null,
        label,
        allocation,
        now);
  }

  static Change configure(long version, int seatCount, int[] pools, int[] places, Instant now) {
    return new Change(
        version,
        ChangeKind.CONFIGURE,
        null,
        null,
        null,
        null,
        NONE,
        pools,
        places,
        seatCount,
        0,
        null,
        null,
        AllocationId.NONE,
        now);
  }

  /** The claim that follows at once on this, a hold. */
  Change claimed(String byOrder, String byCustomer) {
    return new Change(
        version + 1,
        ChangeKind.CLAIM,
        hold,
        null,
        byOrder,
        byCustomer,
        seats,
        pools,
        quantities,
        0,
        0,
        expiresAt,
        null,
        allocation,
        decidedAt);
  }

  Change replacing(UUID old) {
    return new Change(
        version,
        ChangeKind.REPLACE,
        hold,
        old,
        order,
        customer,
        seats,
        pools,
        quantities,
        seatCount,
        fingerprint,
        expiresAt,
        label,
        allocation,
        decidedAt);
  }
}
