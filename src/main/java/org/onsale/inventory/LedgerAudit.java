package org.onsale.inventory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.EventId;

/**
 * Folds an event's whole log again, from its first change, and says what is wrong with it.
 *
 * @param gaps versions that are missing or do not follow from those before, a sentence each
 * @param segments into which old changes were moved
 * @param segmentFaults segments that are not what was moved into them
 * @param snapshotFaults how the snapshot differs from the fold
 * @param sold who has each sold seat, by the log
 * @param pools what is left of each pool, by the log
 * @param allocations numbers of the allocations that have seats or places, by the log
 */
public record LedgerAudit(
    EventId event,
    long changes,
    List<String> gaps,
    int segments,
    List<String> segmentFaults,
    boolean hasSnapshot,
    List<String> snapshotFaults,
    Map<Integer, String> sold,
    Map<Integer, Places> pools,
    Set<Integer> allocations) {

  /** The counters of a pool; an order's places by its code. */
  public record Places(int capacity, int held, int sold, int blocked, Map<String, Integer> orders) {
    public int taken() {
      return held + sold + blocked;
    }
  }

  /** Reads the log and the snapshot; run it in a transaction of one view (repeatable read). */
  public static LedgerAudit of(Connection connection, EventId event) throws SQLException {
    return new Folding(event, Snapshots.load(connection, event)).fold(connection);
  }

  private static final class Folding {
    private final EventId event;
    private final @Nullable EventState snapshot;
    private final EventState state = new EventState();
    private final List<String> gaps = new ArrayList<>();
    private final List<String> snapshotFaults = new ArrayList<>();
    private boolean readable = true;
    private long read;

    Folding(EventId event, @Nullable EventState snapshot) {
      this.event = event;
      this.snapshot = snapshot;
    }

    LedgerAudit fold(Connection connection) throws SQLException {
      boolean foldable = true;
      long next = 1;
      List<ChangeLog.Entry> page;
      do {
        page = page(connection, next);
        for (ChangeLog.Entry entry : page) {
          foldable = take(entry, foldable);
          next = entry.change().version() + 1;
        }
      } while (page.size() == ChangeLog.PAGE);
      if (snapshot != null && snapshot.version() > state.version() && foldable && readable) {
        snapshotFaults.add(
            "the snapshot is of version %d, but the log ends at %d"
                .formatted(snapshot.version(), state.version()));
      }
      Segments.Inspection moved = Segments.inspect(connection, event);
      return new LedgerAudit(
          event,
          read,
          gaps,
          moved.segments(),
          moved.faults(),
          snapshot != null,
          snapshotFaults,
          soldSeats(),
          places(),
          allocations());
    }

    /** Empty as well where the log cannot be read any further. */
    private List<ChangeLog.Entry> page(Connection connection, long next) throws SQLException {
      try {
        return ChangeLog.read(connection, event, next);
      } catch (CorruptLedgerException e) {
        gaps.add(Objects.requireNonNullElse(e.getMessage(), "cannot be read"));
        readable = false;
        return List.of();
      }
    }

    /** Whether the log can still be folded after this entry. */
    private boolean take(ChangeLog.Entry entry, boolean foldable) {
      read++;
      Change change = entry.change();
      if (!foldable) {
        return false;
      }
      if (change.version() != state.version() + 1) {
        gaps.add("after version %d comes version %d".formatted(state.version(), change.version()));
        return false;
      }
      try {
        state.apply(change, entry.batch());
      } catch (RuntimeException e) {
        gaps.add(
            e instanceof CorruptLedgerException
                ? Objects.requireNonNullElse(e.getMessage(), "cannot be folded")
                : "version " + change.version() + " cannot be folded: " + e);
        return false;
      }
      if (snapshot != null && snapshot.version() == state.version()) {
        compare(snapshot);
      }
      return true;
    }

    private void compare(EventState kept) {
      if (Arrays.equals(SnapshotCodec.encode(kept), SnapshotCodec.encode(state))) {
        return;
      }
      UUID batch = kept.batch();
      if (!batch.equals(state.batch())) {
        snapshotFaults.add(
            "the snapshot of version %d is of batch %s, the log's is %s"
                .formatted(kept.version(), batch, state.batch()));
      }
      byte[] keptSeats = kept.statuses();
      byte[] seats = state.statuses();
      for (int seat = 0; seat < Math.max(keptSeats.length, seats.length); seat++) {
        String was = seat < keptSeats.length ? name(keptSeats[seat]) : "missing";
        String is = seat < seats.length ? name(seats[seat]) : "missing";
        if (!was.equals(is)) {
          snapshotFaults.add(
              "seat %d is %s in the snapshot of version %d and %s in the log"
                  .formatted(seat, was, kept.version(), is));
        }
      }
      if (snapshotFaults.isEmpty()) {
        snapshotFaults.add(
            "the holds or pools in the snapshot of version %d are not those of the log"
                .formatted(kept.version()));
      }
    }

    private static String name(byte status) {
      return switch (status) {
        case SeatStatus.FREE -> "free";
        case SeatStatus.HELD -> "held";
        case SeatStatus.SOLD -> "sold";
        default -> "blocked";
      };
    }

    private Map<Integer, String> soldSeats() {
      var sold = new TreeMap<Integer, String>();
      for (int seat : state.seatsThatAre(SeatStatus.SOLD)) {
        Holding owner = state.owner(seat);
        String order = owner == null ? null : owner.order();
        sold.put(seat, order == null ? "no order" : order);
      }
      return sold;
    }

    /** Without those that the ledger itself has numbered. */
    private Set<Integer> allocations() {
      var allocations = new TreeSet<Integer>();
      for (AllocationShare share : state.shares(null)) {
        int id = share.allocation();
        boolean has =
            !share.seats().isEmpty() || share.pools().stream().anyMatch(p -> p.places() > 0);
        if (has && id > AllocationId.UNNAMED && id <= AllocationId.MAX) {
          allocations.add(id);
        }
      }
      return allocations;
    }

    private Map<Integer, Places> places() {
      var places = new TreeMap<Integer, Places>();
      state
          .pools()
          .forEach(
              (id, pool) ->
                  places.put(
                      id,
                      new Places(
                          pool.capacity, pool.held, pool.sold, pool.blocked(), new TreeMap<>())));
      for (Holding holding : state.holdings().sorted()) {
        String order = holding.order();
        if (holding instanceof Holding.Sold && order != null) {
          for (int i = 0; i < holding.pools().length; i++) {
            Places pool = places.get(holding.pools()[i]);
            if (pool != null) {
              pool.orders().merge(order, holding.quantities()[i], Integer::sum);
            }
          }
        }
      }
      return places;
    }
  }
}
