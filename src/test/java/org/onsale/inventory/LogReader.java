package org.onsale.inventory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * Reads a log as a suspicious accountant would, a change after the other, and says what cannot be.
 * Written apart from {@link EventState}, so that both would have to be wrong.
 */
final class LogReader {
  private static final UUID HOUSE = new UUID(0, 0);

  private final BiConsumer<Promise, String> complain;
  private final Map<Integer, UUID> owners = new HashMap<>();
  private final Map<UUID, Change> holds = new HashMap<>();
  private final Map<UUID, List<Change>> returned = new HashMap<>();
  private final Map<UUID, Instant> deadlines = new HashMap<>();
  private final Set<UUID> known = new HashSet<>();
  private final Map<Integer, Integer> capacity = new HashMap<>();
  private final Map<Integer, Integer> taken = new HashMap<>();
  private long version;
  private Instant decidedAt = Instant.EPOCH;

  LogReader(BiConsumer<Promise, String> complain) {
    this.complain = complain;
  }

  static LogReader of(List<ChangeLog.Entry> log, BiConsumer<Promise, String> complain) {
    LogReader reader = new LogReader(complain);
    log.forEach(entry -> reader.read(entry.change()));
    return reader;
  }

  /** What nobody has confirmed, released or let expire. */
  Set<UUID> unresolved() {
    return deadlines.keySet();
  }

  void read(Change change) {
    expect(change.version() == version + 1, Promise.NO_GAP, change, "does not follow " + version);
    expect(!change.decidedAt().isBefore(decidedAt), Promise.NO_GAP, change, "goes back in time");
    version = change.version();
    decidedAt = change.decidedAt();
    switch (change.kind()) {
      case CONFIGURE -> configure(change);
      case HOLD -> take(change);
      case REPLACE -> {
        alive(change, Objects.requireNonNull(change.replaces()));
        giveBack(Objects.requireNonNull(change.replaces()));
        take(change);
      }
      case CLAIM -> {
        alive(change, id(change));
        deadlines.put(id(change), Objects.requireNonNull(change.expiresAt()));
      }
      case CONFIRM -> {
        alive(change, id(change));
        deadlines.remove(id(change));
      }
      case RELEASE -> {
        alive(change, id(change));
        giveBack(id(change));
      }
      case EXPIRE -> {
        Instant deadline = deadlines.getOrDefault(id(change), Instant.MAX);
        expect(!deadline.isAfter(decidedAt), Promise.IN_TIME, change, "expires before its time");
        giveBack(id(change));
      }
      case CANCEL -> {
        expect(!deadlines.containsKey(id(change)), Promise.IN_TIME, change, "was never sold");
        giveBack(id(change));
      }
      case RETURN -> giveBackSome(change);
      case BLOCK -> occupy(change, HOUSE);
      case UNBLOCK -> {
        for (int seat : change.seats()) {
          owners.remove(seat, HOUSE);
        }
        count(change, -1);
      }
    }
  }

  private static UUID id(Change change) {
    return Objects.requireNonNull(change.hold());
  }

  private void alive(Change change, UUID id) {
    Instant deadline = deadlines.getOrDefault(id, Instant.MIN);
    expect(deadline.isAfter(decidedAt), Promise.IN_TIME, change, "is of a hold that is over");
  }

  private void configure(Change change) {
    for (int i = 0; i < change.pools().length; i++) {
      int pool = change.pools()[i];
      capacity.put(pool, change.quantities()[i]);
      int used = taken.getOrDefault(pool, 0);
      expect(used <= change.quantities()[i], Promise.NO_OVERSALE, change, "cuts pool " + pool);
    }
  }

  private void take(Change change) {
    expect(known.add(id(change)), Promise.IN_TIME, change, "holds under a spent id");
    holds.put(id(change), change);
    deadlines.put(id(change), Objects.requireNonNull(change.expiresAt()));
    occupy(change, id(change));
  }

  private void occupy(Change change, UUID owner) {
    for (int seat : change.seats()) {
      UUID other = owners.putIfAbsent(seat, owner);
      expect(other == null, Promise.ONE_OWNER, change, "gives seat " + seat + " away twice");
    }
    count(change, 1);
  }

  private void giveBackSome(Change change) {
    UUID id = id(change);
    expect(!deadlines.containsKey(id), Promise.IN_TIME, change, "was never sold");
    for (int seat : change.seats()) {
      boolean had = owners.remove(seat, id);
      expect(had, Promise.ONE_OWNER, change, "gives back seat " + seat + " of somebody else");
    }
    count(change, -1);
    returned.computeIfAbsent(id, key -> new ArrayList<>()).add(change);
  }

  private void giveBack(UUID id) {
    Change hold = holds.remove(id);
    deadlines.remove(id);
    if (hold != null) {
      for (int seat : hold.seats()) {
        owners.remove(seat, id);
      }
      count(hold, -1);
      returned.getOrDefault(id, List.of()).forEach(earlier -> count(earlier, 1));
    }
  }

  private void count(Change change, int sign) {
    for (int i = 0; i < change.pools().length; i++) {
      int pool = change.pools()[i];
      int used = taken.merge(pool, sign * change.quantities()[i], Integer::sum);
      expect(
          used <= capacity.getOrDefault(pool, 0),
          Promise.NO_OVERSALE,
          change,
          "oversells pool " + pool);
    }
  }

  private void expect(boolean holds, Promise promise, Change change, String complaint) {
    if (!holds) {
      complain.accept(
          promise,
          "version " + change.version() + " (" + change.kind().column() + ") " + complaint);
    }
  }
}
