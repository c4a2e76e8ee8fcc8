package org.onsale.inventory;

import it.unimi.dsi.fastutil.ints.Int2IntLinkedOpenHashMap;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
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
 * What readers see of an event: committed states only. Changes are gathered until the next tick and
 * encoded once; the last ticks are kept, so that a viewer who lost the line can go on where it was.
 */
final class Published {
  private static final Logger LOG = Logger.getLogger(Published.class);

  /** Ticks kept for viewers who come back: a minute of a busy sale. */
  private static final int KEPT = 300;

  /** Bytes of the ticks kept, at most: a whole stadium that changes at once is 800 KB. */
  private static final int KEPT_BYTES = 4 << 20;

  private long version;
  private UUID batch = new UUID(0, 0);
  private byte[] packed = new byte[0];
  private int seatCount;
  private final TreeMap<Integer, Integer> pools = new TreeMap<>();
  private @Nullable Availability current;
  private @Nullable Instant nextExpiry;

  private Int2IntLinkedOpenHashMap pendingSeats = new Int2IntLinkedOpenHashMap();
  private final Int2IntLinkedOpenHashMap pendingPools = new Int2IntLinkedOpenHashMap();
  private final ArrayDeque<LiveFrame> frames = new ArrayDeque<>();
  private long framesFrom;
  private int frameBytes;
  private final Set<Consumer<LiveFrame>> viewers = new LinkedHashSet<>();

  /** Shows the committed state; cheap, for it looks only at what changes have touched. */
  synchronized void show(EventState state, int[] seats, int[] touchedPools) {
    grow(state.seatCount());
    for (int seat : seats) {
      set(seat, state.status(seat));
      pendingSeats.put(seat, state.status(seat));
    }
    for (int pool : touchedPools) {
      int available = Objects.requireNonNull(state.pool(pool)).available();
      pools.put(pool, available);
      pendingPools.put(pool, available);
    }
    follow(state);
  }

  /** Shows a state that was read anew from the log that is shown: only what differs is news. */
  synchronized void showRead(EventState state) {
    grow(state.seatCount());
    for (int seat = 0; seat < seatCount; seat++) {
      if (status(seat) != state.status(seat)) {
        set(seat, state.status(seat));
        pendingSeats.put(seat, state.status(seat));
      }
    }
    state
        .pools()
        .forEach(
            (id, pool) -> {
              Integer before = pools.put(id, pool.available());
              if (before == null || before != pool.available()) {
                pendingPools.put((int) id, pool.available());
              }
            });
    follow(state);
  }

  /** Shows a state of another log than the one shown, or the first; viewers must begin anew. */
  synchronized void showAnew(EventState state) {
    packed = new byte[0];
    seatCount = 0;
    pools.clear();
    showRead(state);
    pendingSeats = new Int2IntLinkedOpenHashMap();
    pendingPools.clear();
    frames.clear();
    frameBytes = 0;
    framesFrom = version;
    send(reset());
  }

  private void follow(EventState state) {
    version = state.version();
    batch = state.batch();
    Holding next = state.nextToExpire();
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

  synchronized Availability current() {
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
    if (pendingSeats.isEmpty() && pendingPools.isEmpty()) {
      return;
    }
    LiveFrame frame = new LiveFrame(version, encode());
    pendingSeats = new Int2IntLinkedOpenHashMap();
    pendingPools.clear();
    frames.addLast(frame);
    frameBytes += frame.bytes().length;
    while (frames.size() > KEPT || frameBytes > KEPT_BYTES) {
      LiveFrame oldest = frames.removeFirst();
      framesFrom = oldest.version();
      frameBytes -= oldest.bytes().length;
    }
    send(frame);
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

  private byte[] encode() {
    StringBuilder json = new StringBuilder(64 + pendingSeats.size() * 10);
    json.append("id: ").append(version).append("\ndata: {\"version\":").append(version);
    json.append(",\"seats\":[");
    String comma = "";
    for (var seat : pendingSeats.int2IntEntrySet()) {
      json.append(comma).append('[').append(seat.getIntKey()).append(',');
      json.append(seat.getIntValue()).append(']');
      comma = ",";
    }
    json.append("],\"pools\":[");
    comma = "";
    for (var pool : pendingPools.int2IntEntrySet()) {
      json.append(comma).append("{\"id\":").append(pool.getIntKey());
      json.append(",\"available\":").append(pool.getIntValue()).append('}');
      comma = ",";
    }
    return json.append("]}\n\n").toString().getBytes(StandardCharsets.US_ASCII);
  }

  private LiveFrame reset() {
    String event = "event: reset\nid: " + version + "\ndata: {\"version\":" + version + "}\n\n";
    return new LiveFrame(version, event.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Sends all that came after {@code since}, or a reset when that is not known any more, and then
   * every tick.
   */
  synchronized void follow(long since, Consumer<LiveFrame> viewer) {
    tick();
    if (since < framesFrom || since > version) {
      viewer.accept(reset());
    } else {
      frames.stream().filter(frame -> frame.version() > since).forEach(viewer);
    }
    viewers.add(viewer);
  }

  synchronized void unfollow(Consumer<LiveFrame> viewer) {
    viewers.remove(viewer);
  }
}
