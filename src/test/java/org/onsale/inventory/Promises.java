package org.onsale.inventory;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Busy;

/**
 * Watches a simulation and says which promises are broken: asks {@link Model} for a second opinion
 * at each commit, has {@link LogReader} read what was written, and holds every answer against the
 * log.
 */
final class Promises implements SimulatedStore.Witness {

  /** A promise that was not kept. */
  record Broken(Promise promise, String how) {}

  /** What the model knows at a version. */
  private record Known(Model model, Instant decidedAt) {}

  private record Acknowledged(Command<?> command, Object outcome, UUID batch) {}

  private final Trace trace;
  private final List<Broken> broken = new ArrayList<>();
  private final TreeMap<Long, Known> history = new TreeMap<>();
  private final Map<UUID, List<Integer>> seatsOf = new HashMap<>();
  private final Set<UUID> lost = new HashSet<>();
  private final List<Acknowledged> acknowledged = new ArrayList<>();
  private final List<ChangeLog.Entry> log = new ArrayList<>();
  private LogReader reader = new LogReader(this::broke);

  Promises(Trace trace) {
    this.trace = trace;
    history.put(0L, new Known(new Model(), Instant.EPOCH));
  }

  List<Broken> broken() {
    return broken;
  }

  void broke(Promise promise, String how) {
    trace.say("BROKEN", promise, how);
    if (broken.stream().noneMatch(other -> other.promise() == promise)) {
      broken.add(new Broken(promise, how));
    }
  }

  @Override
  public void committed(SimulatedStore.Committed committed) {
    Run run = committed.run();
    Batch batch = committed.batch();
    boolean before = isKept(run.batch());
    if (batch == null) {
      Known known = known(committed.base());
      Instant clock = committed.clock();
      Instant now = clock.isBefore(known.decidedAt()) ? known.decidedAt() : clock;
      compare(known.model().copy(), committed, now);
      if (!before) {
        run.committed(committed.outcomes(), null);
      }
      return;
    }
    if (before) {
      broke(Promise.ONCE, run.node() + " carries out again what is in the log");
    } else {
      run.committed(committed.outcomes(), batch.id());
    }
    for (Change change : batch.changes()) {
      reader.read(change);
      log.add(new ChangeLog.Entry(change, batch.id()));
    }
    Model model = known(batch.changes().getFirst().version() - 1).model().copy();
    compare(model, committed, batch.now());
    history.put(batch.changes().getLast().version(), new Known(model, batch.now()));
    trace.say("committed", trace.name(batch.id()), "to", batch.changes().getLast().version());
  }

  private boolean isKept(@Nullable UUID batch) {
    return batch != null && !lost.contains(batch);
  }

  private Known known(long version) {
    return history.floorEntry(version).getValue();
  }

  private void compare(Model model, SimulatedStore.Committed committed, Instant now) {
    List<Request> requests = committed.run().requests();
    for (int i = 0; i < requests.size(); i++) {
      Command<?> command = requests.get(i).command();
      Object outcome = committed.outcomes().get(i);
      String told = Model.told(outcome);
      String expected = expected(model, command, outcome, now);
      trace.say(committed.run().node(), "decides", command, "→", told);
      // What comes after a mistake of the ledger is its consequence.
      if (broken.isEmpty() && !told.equals(expected)) {
        broke(Promise.RIGHT_ANSWER, command + " → " + told + ", not " + expected);
      }
    }
  }

  private String expected(Model model, Command<?> command, Object outcome, Instant now) {
    return switch (command) {
      case Command.Look look -> Model.told(outcome);
      case Command.TakeHold take -> expectedOfHold(model, take, outcome, now);
      default -> model.ask(command, now);
    };
  }

  /** The model does not choose seats: it is asked for those that the ledger has chosen. */
  private String expectedOfHold(Model model, Command.TakeHold take, Object outcome, Instant now) {
    List<Integer> before = seatsOf.getOrDefault(take.id(), List.of());
    if (outcome instanceof HoldOutcome.HeldBefore same && !same.hold().seats().equals(before)) {
      return "HeldBefore with " + before;
    }
    if (outcome instanceof HoldOutcome.Held held) {
      before = held.hold().seats();
      seatsOf.put(take.id(), before);
    }
    Command.Best best = take.best();
    if (best == null) {
      return model.ask(take, now);
    }
    if (outcome instanceof HoldOutcome.NotEnough enough) {
      long free = model.copy().free(now);
      return free < best.quantity() && free == enough.free() ? "NotEnough" : "Held";
    }
    var chosen =
        new Command.TakeHold(
            take.id(), before, null, take.pools(), take.replaces(), take.lifetime());
    return model.ask(chosen, now);
  }

  @Override
  public void setBack(long version, Set<UUID> batches) {
    lost.addAll(batches);
    history.tailMap(version, false).clear();
    log.removeIf(entry -> entry.change().version() > version);
    reader = LogReader.of(log, this::broke);
  }

  /** A caller is told what came of its request. */
  void answered(Run run, Request request, Object outcome) {
    if (!run.hasDecided(request, outcome)) {
      broke(Promise.TRUE_ANSWER, request.command() + " → " + outcome + ", which no commit says");
    }
    UUID batch = run.batch();
    if (batch != null) {
      acknowledged.add(new Acknowledged(request.command(), outcome, batch));
    }
  }

  /** A caller is told that its request failed. */
  void failed(Run run, Request request, Throwable failure) {
    if (failure instanceof CorruptLedgerException
        || !(failure instanceof SQLException || failure instanceof Busy)) {
      broke(Promise.SOUND, request.command() + " fails with " + failure);
    } else if (!(failure instanceof Busy) && isKept(run.batch())) {
      broke(Promise.TRUE_ANSWER, request.command() + " fails with " + failure + ", but is kept");
    }
  }

  /** How many of those who were told yes have lost it by fail-overs. */
  long acknowledgedAndLost() {
    return acknowledged.stream().filter(told -> lost.contains(told.batch())).count();
  }

  /** When all is quiet, every claim and hold is over, and every node has looked. */
  void settled(List<ChangeLog.Entry> kept, List<Node> nodes) {
    Set<UUID> batches = new HashSet<>(lost);
    kept.forEach(entry -> batches.add(entry.batch()));
    for (Acknowledged told : acknowledged) {
      if (!batches.contains(told.batch())) {
        broke(Promise.KEPT, told.command() + " → " + told.outcome() + " is not in the log");
      }
    }
    if (!reader.unresolved().isEmpty()) {
      broke(Promise.ENDS, "holds without an end: " + reader.unresolved());
    }
    EventState fold = new EventState();
    try {
      kept.forEach(entry -> fold.apply(entry.change(), entry.batch()));
    } catch (CorruptLedgerException e) {
      broke(Promise.SOUND, Objects.requireNonNull(e.getMessage()));
      return;
    }
    nodes.forEach(node -> compareShown(node, fold));
  }

  private void compareShown(Node node, EventState fold) {
    Availability shown = node.ledger().published().current();
    byte[] statuses = new byte[shown.seatCount()];
    for (int seat = 0; seat < statuses.length; seat++) {
      statuses[seat] = shown.status(seat);
    }
    List<Availability.PoolPlaces> places = new ArrayList<>();
    fold.pools()
        .forEach((id, pool) -> places.add(new Availability.PoolPlaces(id, pool.available())));
    if (!node.ledger().published().isAt(fold.version(), fold.batch())
        || !Arrays.equals(statuses, fold.statuses())
        || !shown.pools().equals(places)) {
      broke(
          Promise.SAME_EVERYWHERE,
          node.name() + " shows version " + shown.version() + " of " + fold.version());
    }
  }
}
