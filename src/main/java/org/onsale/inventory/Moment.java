package org.onsale.inventory;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The state as one request finds it at its time. An expired hold is free; what of it a decision
 * meets is noted, and its expiry is written before what is decided.
 */
final class Moment {
  private final EventState state;
  private final Instant now;
  private final boolean expiry;
  private final Map<UUID, Holding.Live> expired = new LinkedHashMap<>();

  /**
   * @param expiry false only in the test that proves the rule of expiry matters
   */
  Moment(EventState state, Instant now, boolean expiry) {
    this.state = state;
    this.now = now;
    this.expiry = expiry;
  }

  EventState state() {
    return state;
  }

  Instant now() {
    return now;
  }

  /** The expired holds that were noted so far, the first first. */
  Collection<Holding.Live> expired() {
    return expired.values();
  }

  boolean exists(int seat) {
    return seat >= 0 && seat < state.seatCount();
  }

  /**
   * Whether the seat is free for whom that allocation is open to.
   *
   * @param old the hold to be replaced, whose seats count as free; null for none
   */
  boolean canTake(int seat, @Nullable Holding old, int allocation) {
    Holding owner = state.owner(seat);
    return (owner == null || owner == old || isExpired(owner)) && state.isOpenTo(allocation, seat);
  }

  /** The holding, unless it has expired, which is then written. */
  @Nullable Holding alive(UUID id) {
    return alive(state.holding(id));
  }

  @Nullable Holding alive(@Nullable Holding holding) {
    if (holding instanceof Holding.Live live && isExpired(live)) {
      expire(live);
      return null;
    }
    return holding;
  }

  private boolean isExpired(Holding holding) {
    return expiry && holding.expiredAt(now);
  }

  /** Notes that a hold has expired. */
  void expire(Holding.Live over) {
    expired.put(over.id(), over);
  }

  /** All that has expired, the first first, noted or not. */
  Iterable<Holding.Live> expiredNow() {
    return expiry ? state.expiredAt(now) : List.of();
  }

  /** Notes what has expired, until so many are noted. */
  void expireUpTo(int limit) {
    for (Holding.Live over : expiredNow()) {
      if (expired.size() >= limit) {
        break;
      }
      expire(over);
    }
  }

  /** Lets the pool have back what has expired, the first first, until there is enough. */
  void takeBack(PoolState pool, int id, Predicate<PoolState> enough, Consumer<Holding.Live> used) {
    for (Holding.Live over : expiredNow()) {
      if (enough.test(pool)) {
        return;
      }
      if (over.quantityOf(id) > 0) {
        pool.giveBack(over, id);
        used.accept(over);
      }
    }
  }

  /** A no; what was found expired is written all the same. */
  <A> Decision<A> refused(A outcome) {
    return Decision.no(outcome, expiries());
  }

  /** A yes that changes one holding. */
  <A> Decision<A> decided(A outcome, ChangeKind kind, Holding holding) {
    List<Change> changes = expiries();
    changes.add(Change.ofHold(kind, versionAfter(changes), holding, now));
    return Decision.yes(outcome, changes);
  }

  /** The changes that write what was noted; a decision adds its own. */
  List<Change> expiries() {
    List<Change> changes = new ArrayList<>(expired.size() + 1);
    for (Holding.Live holding : expired.values()) {
      changes.add(Change.ofHold(ChangeKind.EXPIRE, versionAfter(changes), holding, now));
    }
    return changes;
  }

  /** The version of a change that follows these. */
  long versionAfter(List<Change> changes) {
    return state.version() + changes.size() + 1;
  }

  /** In microseconds, as PostgreSQL keeps it: the fold of the log must be this very state. */
  Instant after(Duration time) {
    return now.plus(time).truncatedTo(ChronoUnit.MICROS);
  }
}
