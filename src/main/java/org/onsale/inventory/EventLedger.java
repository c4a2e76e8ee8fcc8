package org.onsale.inventory;

import static org.onsale.inventory.Guards.Guard.CATCH_UP;
import static org.onsale.inventory.Guards.Guard.CONFIRM;
import static org.onsale.inventory.Guards.Guard.EXPIRY;
import static org.onsale.inventory.Guards.Guard.LOOK_UP;
import static org.onsale.inventory.Guards.Guard.REWIND;
import static org.onsale.inventory.Guards.Guard.SNAPSHOT;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Busy;
import org.onsale.platform.EventId;
import org.onsale.platform.GroupCommit.Rider;
import org.onsale.platform.Participant;
import org.onsale.platform.Ride;

/**
 * Writes the ledger of one event from this node, a batch at a time.
 *
 * <p>Why it is right. The primary key (event, version) admits one writer per version: whoever
 * decided from an old state collides, throws its state away and decides again. The advisory lock
 * only makes that rare. Whether the log is still the one that was folded is told by the batch id of
 * the last version known: a failover that lost its tail, or a restore, shows another one there, or
 * none. A commit without an answer is looked up by its batch id under the event's lock, for a
 * transaction that still holds the lock may yet commit.
 *
 * <p>The state in memory holds committed changes only, but for the time between decision and
 * commit: then it is out of the field, and comes back only once the commit is certain. It is read
 * anew without the lock, so that a cold node does not keep the others waiting.
 *
 * <p>One thread at a time: {@link org.onsale.platform.GroupCommit} sees to it.
 */
final class EventLedger {
  private static final Logger LOG = Logger.getLogger(EventLedger.class);

  private static final int TRIES = 4;

  /**
   * A snapshot costs what the event is large; under load the log grows by that many in a moment.
   */
  private static final Duration SNAPSHOT_REST = Duration.ofSeconds(30);

  private static final Duration CLOSED_FOR = Duration.ofSeconds(5);

  /** Before the second try to learn of a commit; doubled each time. A server restarts in that. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private static final int LOOKS = 6;

  private final EventId event;
  private final LedgerStore store;
  private final List<Participant> participants;
  private final Guards guards;
  private final Pace pace;
  private final Consumer<News> tell;
  private final Published published = new Published();
  private final Refusals refusals = new Refusals();
  private final Heard heard = new Heard();
  private final LongAdder collisions = new LongAdder();
  private @Nullable EventState state;
  private @Nullable Delta written;
  private boolean readAnew;
  private boolean ofOtherLog;
  private long snapshotAt;
  private long snapshotNanos;
  private long closedAtNanos;
  private volatile @Nullable CorruptLedgerException closedBy;
  private volatile boolean warm;
  private volatile long usedNanos = System.nanoTime();

  /**
   * @param tell hears what each batch writes before it is committed, and once its callers are
   *     answered, that it is
   */
  EventLedger(
      EventId event,
      LedgerStore store,
      List<Participant> participants,
      Guards guards,
      Pace pace,
      Consumer<News> tell) {
    this.event = event;
    this.store = store;
    this.participants = participants;
    this.guards = guards;
    this.pace = pace;
    this.tell = tell;
    this.snapshotNanos = pace.nanos().getAsLong();
  }

  EventId event() {
    return event;
  }

  Published published() {
    return published;
  }

  /** Whether {@link #published} shows anything yet. */
  boolean isWarm() {
    return warm;
  }

  /** Whether what {@link #published} shows may be given to readers. */
  boolean isOpen() {
    return warm && closedBy == null;
  }

  /** Another node is about to write that. */
  void hear(Delta delta) {
    heard.add(delta);
  }

  /** The no that this request would get, when that is certain without a batch; else null. */
  @Nullable HoldOutcome refusal(Command.TakeHold take) {
    return isOpen() ? refusals.of(take) : null;
  }

  /** Somebody has asked about the event. */
  void use() {
    usedNanos = System.nanoTime();
  }

  /** Whether nobody has asked or watched for so long, and nothing is left to expire. */
  boolean isIdle(Duration time) {
    return System.nanoTime() - usedNanos > time.toNanos() && published.isQuiet();
  }

  /** The log ended at that time of this node where what is shown ends. */
  void newestAt(long nanos) {
    refusals.newestAt(nanos);
  }

  /** How often another writer had the version that this node wanted. */
  long collisions() {
    return collisions.sum();
  }

  /**
   * Carries the requests out in one transaction and answers them.
   *
   * @throws SQLException when the transaction failed and changed nothing
   * @throws Busy when the event is closed, or nobody can say whether the transaction is kept
   */
  void run(List<Rider<Request, Object>> riders) throws SQLException {
    refuseWhenClosed();
    if (absorb(riders)) {
      return;
    }
    EventState committed;
    try {
      committed = carryOut(riders.stream().map(Rider::request).toList());
    } catch (CorruptLedgerException e) {
      state = null;
      close(e);
      throw e;
    } catch (RuntimeException | Error e) {
      state = null;
      throw e;
    }
    closedBy = null;
    riders.forEach(rider -> rider.answer().complete(rider.request().outcome()));
    if (written != null) {
      tell.accept(written.kept());
    }
    snapshotWhenDue(committed);
  }

  /**
   * Folds in what other nodes have written, when nothing else is asked and all of it was heard; no
   * transaction is needed for it. Otherwise, or when a word of it is wrong, the log is read, as it
   * is for every look.
   */
  private boolean absorb(List<Rider<Request, Object>> riders) {
    EventState known = state;
    if (known == null
        || !riders.stream().allMatch(rider -> rider.request().cargo() instanceof Kept)) {
      return false;
    }
    Kept last =
        riders.stream()
            .map(rider -> (Kept) rider.request().cargo())
            .max(Comparator.comparingLong(Kept::until))
            .orElseThrow();
    if (last.until() > known.version()) {
      List<Delta> way = heard.way(known, last.until(), last.batch());
      if (way == null || !foldHeard(known, way)) {
        return false;
      }
      show(known, known.decidedAt(), nanos());
    }
    riders.forEach(rider -> rider.answer().complete(known.version()));
    snapshotWhenDue(known);
    return true;
  }

  /** False when it cannot be; then nothing is known any more. */
  private boolean foldHeard(EventState known, List<Delta> way) {
    state = null;
    try {
      for (Delta delta : way) {
        for (Change change : delta.changes()) {
          known.apply(change, delta.batch());
        }
      }
    } catch (CorruptLedgerException e) {
      LOG.warnf("Another node tells what cannot be of event %s: %s", event, e.getMessage());
      return false;
    }
    heard.forget(known.version());
    state = known;
    return true;
  }

  private void refuseWhenClosed() {
    CorruptLedgerException reason = closedBy;
    if (reason != null && nanos() - closedAtNanos < CLOSED_FOR.toNanos()) {
      throw reason;
    }
  }

  private long nanos() {
    return pace.nanos().getAsLong();
  }

  private void close(CorruptLedgerException reason) {
    LOG.errorf("Event %s is closed on this node: %s", event, reason.getMessage());
    closedBy = reason;
    closedAtNanos = nanos();
  }

  private EventState carryOut(List<Request> requests) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      requests.forEach(Request::forget);
      try {
        EventState committed = transact(requests);
        if (committed != null) {
          return committed;
        }
        if (attempt == TRIES) {
          throw new Busy("the log of event " + event + " keeps being rewound");
        }
      } catch (SQLException e) {
        if (!isWorthAnotherTry(e) || attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  /**
   * A collision, a connection lost before the commit, a deadlock, a lock not had in time, or a
   * transaction that PostgreSQL has ended because this thread was silent for too long.
   */
  private boolean isWorthAnotherTry(SQLException e) {
    if (isCollision(e)) {
      collisions.increment();
      return true;
    }
    String sqlState = Objects.requireNonNullElse(e.getSQLState(), "");
    return sqlState.startsWith("08")
        || sqlState.startsWith("40")
        || sqlState.startsWith("57P")
        || sqlState.equals("25P03")
        || sqlState.equals("55P03");
  }

  private static boolean isCollision(SQLException e) {
    return "23505".equals(e.getSQLState())
        && Objects.requireNonNullElse(e.getMessage(), "").contains("change_pkey");
  }

  /** Returns the state once it is committed; null when the log was rewound and nothing was done. */
  private @Nullable EventState transact(List<Request> requests) throws SQLException {
    EventState folded = state == null ? readState() : state;
    state = folded;
    Batch batch;
    long before;
    SQLException unanswered;
    long nanos = System.nanoTime();
    try (LedgerStore.Transaction transaction = store.begin()) {
      Instant clock = catchUp(transaction, folded);
      if (clock == null) {
        LOG.warnf("The log of event %s was rewound before version %d", event, folded.version());
        state = null;
        return null;
      }
      before = folded.version();
      UUID beforeBatch = folded.batch();
      batch = Batch.at(clock.isBefore(folded.decidedAt()) ? folded.decidedAt() : clock);
      for (Participant participant : participants) {
        participant.prepare(transaction.connection(), event, List.copyOf(requests), batch.now());
      }
      state = null;
      decide(transaction, folded, requests, batch);
      written =
          batch.changes().isEmpty()
              ? null
              : new Delta(event, before, beforeBatch, batch.id(), batch.changes());
      if (written != null) {
        tell.accept(written);
      }
      unanswered = commit(transaction, batch);
    }
    if (unanswered != null && !(guards.has(LOOK_UP) && isInLog(batch.id(), before))) {
      throw unanswered;
    }
    state = folded;
    show(folded, batch.now(), nanos);
    refusals.newestAt(nanos);
    return folded;
  }

  /**
   * Folds in what other nodes have written, under the event's lock; returns the database's clock,
   * or null when the log does not carry the last batch folded where it stood.
   */
  private @Nullable Instant catchUp(LedgerStore.Transaction transaction, EventState known)
      throws SQLException {
    ChangeLog.Opening opening = transaction.open(event, guards);
    return !guards.has(CATCH_UP) || reach(transaction, known, opening.end())
        ? opening.clock()
        : null;
  }

  /** By what was heard, as far as that leads on in the log, else by reading. */
  private boolean reach(LedgerStore.Transaction transaction, EventState known, ChangeLog.Head end)
      throws SQLException {
    Delta newest = guards.has(CONFIRM) ? null : heard.newest();
    List<Delta> way =
        newest == null
            ? heard.way(known, end.version(), end.batch())
            : heard.way(known, newest.until(), newest.batch());
    return way == null ? reachByReading(transaction, known) : foldHeard(known, way);
  }

  private boolean reachByReading(LedgerStore.Transaction transaction, EventState known)
      throws SQLException {
    List<Delta> ahead = heard.ahead(known);
    if (!ahead.isEmpty()) {
      Delta last = ahead.getLast();
      List<ChangeLog.Entry> rest = transaction.read(event, last.until());
      if (begins(rest, last.until(), last.batch())) {
        if (!foldHeard(known, ahead)) {
          return false;
        }
        foldOn(transaction, known, rest);
        return true;
      }
    }
    List<ChangeLog.Entry> entries = transaction.read(event, Math.max(1, known.version()));
    if (guards.has(REWIND) && !continues(known, entries)) {
      return false;
    }
    foldOn(transaction, known, entries);
    heard.forget(known.version());
    return true;
  }

  private static boolean continues(EventState known, List<ChangeLog.Entry> entries) {
    return known.version() == 0 || begins(entries, known.version(), known.batch());
  }

  private static boolean begins(List<ChangeLog.Entry> entries, long version, UUID batch) {
    return !entries.isEmpty()
        && entries.getFirst().change().version() == version
        && entries.getFirst().batch().equals(batch);
  }

  private void foldOn(
      LedgerStore.Transaction transaction, EventState known, List<ChangeLog.Entry> first)
      throws SQLException {
    List<ChangeLog.Entry> entries = first;
    while (true) {
      for (ChangeLog.Entry entry : entries) {
        if (entry.change().version() > known.version()) {
          known.apply(entry.change(), entry.batch());
        }
      }
      if (entries.size() < ChangeLog.PAGE) {
        return;
      }
      entries = transaction.read(event, known.version() + 1);
    }
  }

  /**
   * Reads the state from the snapshot, if that is of this log, and the changes after it. Without
   * the event's lock: what is committed is a gapless beginning of the log, and the batch catches up
   * with the rest under the lock.
   */
  private EventState readState() throws SQLException {
    try (LedgerStore.Transaction transaction = store.begin()) {
      transaction.limit();
      EventState fresh = transaction.loadSnapshot(event);
      List<ChangeLog.Entry> entries = List.of();
      if (fresh != null) {
        entries = transaction.read(event, fresh.version());
        fresh = !guards.has(SNAPSHOT) || continues(fresh, entries) ? fresh : null;
      }
      if (fresh == null) {
        fresh = new EventState();
        entries = transaction.read(event, 1);
      }
      snapshotAt = fresh.version();
      foldOn(transaction, fresh, entries);
      readAnew = true;
      ofOtherLog = !warm || !isShownLog(transaction);
      return fresh;
    }
  }

  private boolean isShownLog(LedgerStore.Transaction transaction) throws SQLException {
    return published.version() == 0
        || published.batch().equals(transaction.batchAt(event, published.version()));
  }

  private void decide(
      LedgerStore.Transaction transaction, EventState folded, List<Request> requests, Batch batch)
      throws SQLException {
    List<Ride> accepted = new ArrayList<>(requests.size());
    for (Request request : requests) {
      Object veto = request.vetoReason();
      if (veto != null) {
        request.decided(Objects.requireNonNull(request.command().vetoed(veto)));
        continue;
      }
      Decision<?> decision =
          Decider.decide(folded, request.command(), batch.now(), guards.has(EXPIRY));
      request.decided(Objects.requireNonNull(decision.outcome()));
      foldIn(folded, decision.changes(), batch);
      if (decision.accepted()) {
        accepted.add(request);
      }
    }
    if (batch.changes().isEmpty()) {
      return;
    }
    transaction.append(event, batch);
    if (accepted.isEmpty()) {
      return;
    }
    for (Participant participant : participants) {
      participant.write(transaction.connection(), event, accepted, batch.now());
    }
  }

  private static void foldIn(EventState folded, List<Change> changes, Batch batch) {
    try {
      for (Change change : changes) {
        folded.apply(change, batch.id());
        batch.changes().add(change);
      }
    } catch (CorruptLedgerException e) {
      // The log is sound; the request is not, or the decider. Only the request shall fail.
      throw new IllegalStateException("decided what cannot be folded", e);
    }
  }

  /** Null when the answer came; the failure when nobody can say yet whether it is committed. */
  private @Nullable SQLException commit(LedgerStore.Transaction transaction, Batch batch)
      throws SQLException {
    try {
      transaction.commit();
      return null;
    } catch (SQLException e) {
      String sqlState = Objects.requireNonNullElse(e.getSQLState(), "08");
      boolean unknown = sqlState.startsWith("08") || sqlState.startsWith("57");
      if (batch.changes().isEmpty() || !unknown) {
        throw e;
      }
      return e;
    }
  }

  /** Waits for the event's lock first: whoever holds it may be that very transaction. */
  private boolean isInLog(UUID batch, long before) {
    LOG.warnf("No answer to a commit for event %s; looking it up", event);
    Duration pause = LOOK_AGAIN;
    for (int look = 1; ; look++) {
      try (LedgerStore.Transaction transaction = store.begin()) {
        return transaction.contains(event, before, batch);
      } catch (SQLException e) {
        if (look == LOOKS) {
          throw new Busy("nobody can say whether a batch of event " + event + " is kept: " + e);
        }
      }
      pace.pause().accept(pause);
      pause = pause.multipliedBy(2);
    }
  }

  /** Before the callers are answered: who has an answer shall not see less than it told. */
  private void show(EventState committed, Instant clock, long nanos) {
    int[] seats = committed.drainTouchedSeats();
    int[] pools = committed.drainTouchedPools();
    if (ofOtherLog) {
      published.showAnew(committed);
    } else if (readAnew) {
      published.showRead(committed);
    } else {
      published.show(committed, seats, pools);
    }
    if (ofOtherLog || readAnew) {
      refusals.showRead(committed, clock, nanos);
    } else {
      refusals.show(committed, seats, clock, nanos);
    }
    readAnew = false;
    ofOtherLog = false;
    warm = true;
  }

  /** After the callers are answered, who need not wait for it. */
  private void snapshotWhenDue(EventState committed) {
    if (committed.version() - snapshotAt < pace.snapshotEvery()
        || nanos() - snapshotNanos < SNAPSHOT_REST.toNanos()) {
      return;
    }
    snapshotAt = committed.version();
    snapshotNanos = nanos();
    StateCopy copy = StateCopy.of(committed);
    pace.aside().execute(() -> save(copy));
  }

  private void save(StateCopy copy) {
    try (LedgerStore.Transaction transaction = store.begin()) {
      transaction.saveSnapshot(event, copy);
      transaction.commit();
    } catch (SQLException | RuntimeException e) {
      LOG.warnf(e, "No snapshot of event %s at version %d", event, copy.version());
    }
  }
}
