package org.onsale.inventory;

import it.unimi.dsi.fastutil.ints.Int2IntLinkedOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What has changed of an event, tick by tick: gathered until the tick ends, encoded once for all
 * viewers, and kept for a while for those who come back or read slowly. Such a viewer gets one
 * frame with the latest status of everything it has missed, never the frames it has missed.
 *
 * <p>A frame that would be longer than reading everything anew is a reset instead, so no frame, and
 * nothing kept, is larger than the event's availability by more than a small factor.
 *
 * <p>Not safe for threads: {@link Published} guards it.
 */
final class Ticks {

  /** A minute, when every tick has changes. */
  private static final int KEPT = 300;

  /** So often may what is kept have the changes of the longest frame. */
  private static final int KEPT_FRAMES = 12;

  /** A seat takes some 10 bytes in a frame and a third of a byte in the availability. */
  private static final int SEATS_PER_CHANGE = 30;

  /** Below that, no second request is worth it. */
  private static final int FEW = 500;

  /** The latest values of what changed between two versions. */
  private record Tick(long since, long version, Changes changes) {}

  private static final class Changes {
    final Int2IntLinkedOpenHashMap seats = new Int2IntLinkedOpenHashMap();
    final Int2IntLinkedOpenHashMap pools = new Int2IntLinkedOpenHashMap();

    int size() {
      return seats.size() + pools.size();
    }

    void add(Changes later) {
      seats.putAll(later.seats);
      pools.putAll(later.pools);
    }
  }

  private Changes pending = new Changes();
  private final ArrayDeque<Tick> kept = new ArrayDeque<>();
  private int keptChanges;
  private long version;

  /** Frames over several ticks, by the version they begin at; good until the next tick. */
  private final Long2ObjectOpenHashMap<LiveFrame> merged = new Long2ObjectOpenHashMap<>();

  void seat(int seat, byte status) {
    pending.seats.put(seat, status);
  }

  void pool(int pool, int available) {
    pending.pools.put(pool, available);
  }

  /**
   * Ends the tick.
   *
   * @return null when nothing has changed
   */
  @Nullable LiveFrame next(long now, int seatCount) {
    if (pending.size() == 0) {
      return null;
    }
    if (pending.size() > longest(seatCount)) {
      return beginAnew(now);
    }
    Tick tick = new Tick(version, now, pending);
    pending = new Changes();
    version = now;
    merged.clear();
    keep(tick, seatCount);
    return encode(tick.since, now, tick.changes);
  }

  private static int longest(int seatCount) {
    return Math.max(FEW, seatCount / SEATS_PER_CHANGE);
  }

  private void keep(Tick tick, int seatCount) {
    kept.addLast(tick);
    keptChanges += tick.changes.size();
    while (kept.size() > KEPT || keptChanges > KEPT_FRAMES * longest(seatCount)) {
      keptChanges -= kept.removeFirst().changes.size();
    }
  }

  /** Forgets all ticks: whoever follows must read everything anew. */
  LiveFrame beginAnew(long now) {
    pending = new Changes();
    version = now;
    merged.clear();
    kept.clear();
    keptChanges = 0;
    return LiveFrame.reset(now);
  }

  /**
   * All that ended ticks have changed after a version, in one frame; a reset when that is not known
   * any more, or too much.
   *
   * @return null when they have changed nothing
   */
  @Nullable LiveFrame missed(long since, int seatCount) {
    if (since >= version) {
      return null;
    }
    long from = kept.isEmpty() ? version : kept.getFirst().since;
    if (since < from) {
      return LiveFrame.reset(version);
    }
    for (Tick tick : kept) {
      if (tick.version > since) {
        return merged(tick.since, seatCount);
      }
    }
    return null;
  }

  private LiveFrame merged(long begin, int seatCount) {
    LiveFrame known = merged.get(begin);
    if (known == null) {
      known = merge(begin, seatCount);
      merged.put(begin, known);
    }
    return known;
  }

  private LiveFrame merge(long begin, int seatCount) {
    Changes all = new Changes();
    for (Tick tick : kept) {
      if (tick.since >= begin) {
        all.add(tick.changes);
      }
    }
    return all.size() > longest(seatCount) ? LiveFrame.reset(version) : encode(begin, version, all);
  }

  private static LiveFrame encode(long since, long version, Changes changes) {
    StringBuilder json = new StringBuilder(64 + changes.size() * 12);
    json.append("id: ").append(version).append("\ndata: {\"version\":").append(version);
    json.append(",\"seats\":[");
    String comma = "";
    for (var seat : changes.seats.int2IntEntrySet()) {
      json.append(comma).append('[').append(seat.getIntKey()).append(',');
      json.append(seat.getIntValue()).append(']');
      comma = ",";
    }
    json.append("],\"pools\":[");
    comma = "";
    for (var pool : changes.pools.int2IntEntrySet()) {
      json.append(comma).append("{\"id\":").append(pool.getIntKey());
      json.append(",\"available\":").append(pool.getIntValue()).append('}');
      comma = ",";
    }
    return LiveFrame.of(since, version, false, json.append("]}\n\n"));
  }
}
