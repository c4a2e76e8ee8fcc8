package org.onsale.inventory;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row of the ledger. Which fields are there depends on the kind; see {@link EventState}. */
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
    Instant decidedAt) {

  private static final int[] NONE = {};

  static Change ofHold(ChangeKind kind, long version, Holding holding, Instant now) {
    return new Change(
        version,
        kind,
        holding.id(),
        null,
        holding.order(),
        holding.customer(),
        holding.seats(),
        holding.pools(),
        holding.quantities(),
        0,
        holding.fingerprint(),
        holding.expiresAt(),
        null,
        now);
  }

  static Change ofHouse(
      ChangeKind kind, long version, int[] seats, int[] pools, int[] quantities, Instant now) {
    return new Change(
        version, kind, null, null, null, null, seats, pools, quantities, 0, 0, null, null, now);
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
        now);
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
        decidedAt);
  }

  Change labelled(String text) {
    return new Change(
        version,
        kind,
        hold,
        replaces,
        order,
        customer,
        seats,
        pools,
        quantities,
        seatCount,
        fingerprint,
        expiresAt,
        text,
        decidedAt);
  }
}
