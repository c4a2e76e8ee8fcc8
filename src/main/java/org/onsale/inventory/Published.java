package org.onsale.inventory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What readers see of an event: committed states only, at once for those who ask and tick by tick
 * for those who follow.
 */
final class Published {
  private static final Logger LOG = Logger.getLogger(Published.class);

  private long version;
  private UUID batch = new UUID(0, 0);
  private byte[] packed = new byte[0];
  private int seatCount;
  private final TreeMap<Integer, Integer> pools = new TreeMap<>();
  private volatile @Nullable Availability current;
  private @Nullable Instant nextExpiry;

  private final Ticks ticks = new Ticks();
  private final Set<Consumer<LiveFrame>> viewers = new LinkedHashSet<>();

  /** Shows the committed state; cheap, for it looks only at what changes have touched. */
  synchronized void show(EventState state, int[] seats, int[] touchedPools) {
    grow(state.seatCount());
    for (int seat : seats) {
      set(seat, state.status(seat));
      ticks.seat(seat, state.status(seat));
    }
    for (int pool : touchedPools) {
      int available = Objects.requireNonNull(state.pool(pool)).available();
      pools.put(pool, available);
      ticks.pool(pool, available);
    }
    follow(state);
  }

  /** Shows a state that was read anew from the log that is shown: only what differs is news. */
  synchronized void showRead(EventState state) {
    grow(state.seatCount());
    for (int seat = 0; seat < seatCount; seat++) {
      if (status(seat) != state.status(seat)) {
        set(seat, state.status(seat));
        ticks.seat(seat, state.status(seat));
      }
    }
    state
        .pools()
        .forEach(
            (id, pool) -> {
              Integer before = pools.put(id, pool.available());
              if (before == null || before != pool.available()) {
                ticks.pool(id, pool.available());
              }
            });
    follow(state);
  }

  /** Shows a state of another log than the one shown, or the first; viewers must begin anew. */
  synchronized void showAnew(EventState state) {
    seatCount = state.seatCount();
    packed = new byte[(seatCount + 3) / 4];
    for (int seat = 0; seat < seatCount; seat++) {
      set(seat, state.status(seat));
    }
    pools.clear();
    state.pools().forEach((id, pool) -> pools.put(id, pool.available()));
    follow(state);
    send(ticks.beginAnew(version));
  }

  private void follow(EventState state) {
    version = state.version();
    batch = state.batch();
    Holding.Live next = state.nextToExpire();
    nextExpiry = next == null ? null : next.expiresAt();
    current = null;
  }

  private void grow(int seats) {
    if (seats > seatCount) {
      packed = Arrays.copyOf(packed, (seats + 3) / 4);
      seatCount = seats;
    }
  }

  private byte status(int seat) {
    return (byte) (packed[seat >> 2] >> ((seat & 3) << 1) & 3);
  }

  private void set(int seat, byte status) {
    int shift = (seat & 3) << 1;
    packed[seat >> 2] = (byte) (packed[seat >> 2] & ~(3 << shift) | status << shift);
  }

  /** Copied at most once per version; without a lock for all but the first who asks. */
  Availability current() {
    Availability shown = current;
    return shown == null ? copy() : shown;
  }

  private synchronized Availability copy() {
    Availability shown = current;
    if (shown == null) {
      List<Availability.PoolPlaces> places = new ArrayList<>(pools.size());
      pools.forEach((id, available) -> places.add(new Availability.PoolPlaces(id, available)));
      shown = new Availability(version, seatCount, packed.clone(), List.copyOf(places));
      current = shown;
    }
    return shown;
  }

  synchronized long version() {
    return version;
  }

  synchronized UUID batch() {
    return batch;
  }

  synchronized boolean isAt(long otherVersion, UUID otherBatch) {
    return version == otherVersion && batch.equals(otherBatch);
  }

  /** Nobody watches and nothing will expire. */
  synchronized boolean isQuiet() {
    return viewers.isEmpty() && nextExpiry == null;
  }

  synchronized boolean hasExpiredAt(Instant now) {
    return nextExpiry != null && !now.isBefore(nextExpiry);
  }

  /** Sends what has changed since the last tick to all viewers. */
  synchronized void tick() {
    LiveFrame frame = ticks.next(version, seatCount);
    if (frame != null) {
      send(frame);
    }
  }

  /** A viewer that fails is let go: the others, and the batch, must not pay for it. */
  private void send(LiveFrame frame) {
    viewers.removeIf(
        viewer -> {
          try {
            viewer.accept(frame);
            return false;
          } catch (RuntimeException e) {
            LOG.debug("A viewer failed and is let go", e);
            return true;
          }
        });
  }

  /**
   * What a viewer has missed who knows the event as of {@code since}, or a reset; null when it has
   * missed nothing. What the tick under way has changed comes when it ends.
   */
  synchronized @Nullable LiveFrame missed(long since) {
    return since > version ? LiveFrame.reset(version) : ticks.missed(since, seatCount);
  }

  /** Sends what was missed since a version, if anything, and then every tick. */
  synchronized void follow(long since, Consumer<LiveFrame> viewer) {
    LiveFrame missed = missed(since);
    if (missed != null) {
      viewer.accept(missed);
    }
    viewers.add(viewer);
  }

  synchronized void unfollow(Consumer<LiveFrame> viewer) {
    viewers.remove(viewer);
  }
}
