package org.onsale.inventory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.EventId;

/**
 * One event's log in memory, behaving as PostgreSQL does in what the ledger relies on: transactions
 * of statements that each see what is committed when they begin (READ COMMITTED), an advisory lock
 * that is waited for and goes with its transaction, a key that waits for others' uncommitted rows,
 * and every way in which a commit can be left without an answer.
 *
 * <p>The node pauses before every statement, after waiting for the lock, and after the commit:
 * there the simulation lets others go first, or breaks something.
 */
final class SimulatedStore {

  /**
   * What the database does for the ledger; tests take it away.
   *
   * @param key the primary key (event, version)
   * @param readsAfterLock the log is read by a statement of its own, after the lock was granted
   */
  record Database(boolean key, boolean readsAfterLock) {
    static final Database SOUND = new Database(true, true);
  }

  /** Told of what becomes true. */
  interface Witness {
    /** A batch is in the log now, or a transaction that wrote nothing has ended well. */
    void committed(Committed committed);

    /** The log ends at this version now: what came after is lost. */
    void setBack(long version, Set<UUID> lost);
  }

  /**
   * @param run whose requests were carried out
   * @param outcomes what was decided for each of them
   * @param batch null when nothing was written
   * @param base the version that the transaction has seen
   */
  record Committed(
      Run run, List<Object> outcomes, @Nullable Batch batch, long base, Instant clock) {}

  private record Snapshot(long version, UUID batch, byte[] bytes) {}

  private static final String CUT = "08006";

  private final Scheduler scheduler;
  private final SplittableRandom random;
  private final Database database;
  private final Witness witness;
  private final Trace trace;
  private final List<SimulatedTransaction> open = new ArrayList<>();
  private List<ChangeLog.Entry> log = new ArrayList<>();
  private @Nullable Snapshot snapshot;
  private @Nullable SimulatedTransaction lockedBy;
  private Instant clock = Instant.parse("2026-03-01T12:00:00Z");
  private boolean down;
  private boolean calm;

  SimulatedStore(
      Scheduler scheduler,
      SplittableRandom random,
      Database database,
      Witness witness,
      Trace trace) {
    this.scheduler = scheduler;
    this.random = random;
    this.database = database;
    this.witness = witness;
    this.trace = trace;
  }

  List<ChangeLog.Entry> log() {
    return log;
  }

  long version() {
    return log.isEmpty() ? 0 : log.getLast().change().version();
  }

  UUID batch() {
    return log.isEmpty() ? EventState.NO_BATCH : log.getLast().batch();
  }

  void moveClock(Duration by) {
    clock = clock.plus(by);
    trace.say("the database's clock goes by", by);
  }

  /** While it is calm, every commit is answered. */
  void calm(boolean isCalm) {
    calm = isCalm;
    down &= !isCalm;
  }

  /** The store as a node sees it. */
  LedgerStore of(Node node) {
    return new LedgerStore() {
      @Override
      public Transaction begin() throws SQLException {
        scheduler.pause();
        if (down) {
          throw failure("08001", "the database cannot be reached");
        }
        var transaction = new SimulatedTransaction(node.name(), node.run());
        open.add(transaction);
        return transaction;
      }

      @Override
      public List<ChangeLog.Head> heads(List<EventId> events) {
        return events.stream().map(event -> new ChangeLog.Head(event, version(), batch())).toList();
      }
    };
  }

  /** The database stops and starts: every connection is cut, every transaction is over. */
  void stop() {
    trace.say("the database stops");
    down = true;
    cutAll();
  }

  void start() {
    trace.say("the database is there again");
    down = false;
  }

  boolean isDown() {
    return down;
  }

  private void cutAll() {
    for (SimulatedTransaction transaction : List.copyOf(open)) {
      transaction.cut(random.nextBoolean() ? "57P01" : CUT);
    }
  }

  /**
   * Another server takes over, which has not had the last commits. Often its snapshot is as old as
   * its log; when only the log was put back, the snapshot is newer.
   */
  void failOver() {
    if (log.size() < 2) {
      return;
    }
    cutAll();
    // The first change made the event; it was published long ago.
    int kept = log.size() - random.nextInt(Math.min(log.size(), 8));
    while (kept > 1
        && kept < log.size()
        && log.get(kept).batch().equals(log.get(kept - 1).batch())) {
      kept--;
    }
    Set<UUID> lost = new HashSet<>();
    log.subList(kept, log.size()).forEach(entry -> lost.add(entry.batch()));
    log = new ArrayList<>(log.subList(0, kept));
    if (snapshot != null && snapshot.version() > kept && random.nextBoolean()) {
      snapshot = null;
    }
    trace.say("another server takes over; the log ends at", kept);
    witness.setBack(kept, lost);
  }

  /** Cuts a transaction: a line breaks, or a node was silent for too long. */
  void breakOne() {
    breakOne(random.nextBoolean() ? "25P03" : CUT, false);
  }

  /** Somebody has waited for too long: for a lock, or for a statement. */
  void breakOneThatWaits() {
    breakOne(random.nextInt(4) == 0 ? "57014" : "55P03", true);
  }

  private void breakOne(String sqlState, boolean waiting) {
    List<SimulatedTransaction> breakable =
        open.stream()
            .filter(transaction -> !transaction.detached && transaction.waits == waiting)
            .toList();
    if (!breakable.isEmpty()) {
      breakable.get(random.nextInt(breakable.size())).cut(sqlState);
    }
  }

  /** The server ends a transaction whose client is gone: a commit on its way arrives, or not. */
  boolean endOneDetached() {
    for (SimulatedTransaction transaction : open) {
      if (transaction.detached) {
        transaction.endDetached();
        return true;
      }
    }
    return false;
  }

  /** The node's process is gone; its machine may be gone too, and then the server waits a while. */
  void lose(String node) {
    for (SimulatedTransaction transaction : List.copyOf(open)) {
      if (transaction.node.equals(node) && !transaction.detached) {
        transaction.detached = true;
        if (random.nextBoolean()) {
          transaction.endDetached();
        }
      }
    }
  }

  private static SQLException failure(String sqlState, String message) {
    return new SQLException(message, sqlState);
  }

  /** A transaction of a node. */
  private final class SimulatedTransaction implements LedgerStore.Transaction {
    private final String node;
    private final Run run;
    private @Nullable SQLException broken;
    private List<ChangeLog.Entry> appended = List.of();
    private @Nullable Batch batch;
    private List<Object> outcomes = List.of();
    private @Nullable Snapshot saved;
    private long base;
    private Instant seenClock = Instant.EPOCH;
    private boolean waits;
    private boolean commitSent;
    private boolean detached;

    SimulatedTransaction(String node, Run run) {
      this.node = node;
      this.run = run;
    }

    private void statement(Object... what) throws SQLException {
      scheduler.pause();
      refuseBroken();
      trace.say(node, String.join(" ", List.of(what).stream().map(Object::toString).toList()));
    }

    private void refuseBroken() throws SQLException {
      if (broken != null) {
        throw broken;
      }
    }

    /** Ends it on the server; the node learns of it by its next statement. */
    void cut(String sqlState) {
      trace.say("the transaction of", node, "is over:", sqlState);
      broken = failure(sqlState, "the transaction is over");
      end();
    }

    private void end() {
      open.remove(this);
      if (lockedBy == this) {
        lockedBy = null;
      }
    }

    void endDetached() {
      boolean arrives = commitSent && random.nextBoolean();
      trace.say("the server ends a transaction of", node, arrives ? "and keeps it" : "");
      if (arrives) {
        keep();
      }
      end();
    }

    @Override
    public Connection connection() {
      throw new UnsupportedOperationException("nobody writes along in the simulation");
    }

    @Override
    public void limit() throws SQLException {
      refuseBroken();
    }

    @Override
    public ChangeLog.Opening open(EventId event, Guards guards) throws SQLException {
      statement("opens");
      ChangeLog.Head before = end(event);
      if (guards.has(Guards.Guard.LOCK)) {
        lock();
      }
      seenClock = clock;
      if (database.readsAfterLock()) {
        statement("reads the log to version", version());
        base = version();
        return new ChangeLog.Opening(seenClock, end(event));
      }
      base = version();
      return new ChangeLog.Opening(seenClock, before);
    }

    private ChangeLog.Head end(EventId event) {
      return new ChangeLog.Head(event, version(), batch());
    }

    private void lock() throws SQLException {
      waits = true;
      scheduler.await(() -> lockedBy == null || broken != null);
      waits = false;
      refuseBroken();
      lockedBy = this;
    }

    private List<ChangeLog.Entry> from(long version) {
      return log.stream().filter(entry -> entry.change().version() >= version).toList();
    }

    @Override
    public List<ChangeLog.Entry> read(EventId event, long fromVersion) throws SQLException {
      statement("reads from version", fromVersion, "to", version());
      return from(fromVersion);
    }

    @Override
    public @Nullable UUID batchAt(EventId event, long version) throws SQLException {
      statement("asks for the batch of version", version);
      return log.stream()
          .filter(entry -> entry.change().version() == version)
          .findFirst()
          .map(ChangeLog.Entry::batch)
          .orElse(null);
    }

    @Override
    public boolean contains(EventId event, long afterVersion, UUID wanted) throws SQLException {
      open(event, Guards.ALL);
      boolean found =
          log.stream()
              .anyMatch(
                  entry -> entry.change().version() > afterVersion && entry.batch().equals(wanted));
      trace.say(node, "looks for", trace.name(wanted), found);
      return found;
    }

    @Override
    public @Nullable EventState loadSnapshot(EventId event) throws SQLException {
      statement("loads the snapshot");
      return snapshot == null ? null : SnapshotCodec.decode(snapshot.bytes());
    }

    @Override
    public void saveSnapshot(EventId event, StateCopy state) throws SQLException {
      statement("saves a snapshot of version", state.version());
      saved = new Snapshot(state.version(), state.batch(), state.packed());
    }

    @Override
    public void append(EventId event, Batch written) throws SQLException {
      statement("appends", trace.name(written.id()), "after version", base);
      List<ChangeLog.Entry> entries =
          written.changes().stream()
              .map(change -> new ChangeLog.Entry(change, written.id()))
              .toList();
      if (database.key()) {
        waits = true;
        scheduler.await(() -> broken != null || !meets(entries, others()));
        waits = false;
        refuseBroken();
        if (meets(entries, log)) {
          trace.say(node, "meets the key");
          throw failure("23505", "duplicate key value violates \"change_pkey\"");
        }
      }
      appended = entries;
      batch = written;
      outcomes = run.outcomes();
    }

    private List<ChangeLog.Entry> others() {
      return open.stream()
          .filter(transaction -> transaction != this)
          .flatMap(transaction -> transaction.appended.stream())
          .toList();
    }

    private static boolean meets(List<ChangeLog.Entry> mine, List<ChangeLog.Entry> theirs) {
      return theirs.stream()
          .anyMatch(
              their ->
                  mine.stream().anyMatch(my -> my.change().version() == their.change().version()));
    }

    /** Kept and told, kept and not told, on its way, or never heard of. */
    @Override
    public void commit() throws SQLException {
      if (saved == null && batch == null) {
        outcomes = run.outcomes();
      }
      statement("commits");
      int fate = calm ? 9 : random.nextInt(16);
      if (fate > 2) {
        keep();
        end();
        scheduler.pause();
        return;
      }
      trace.say(node, "gets no answer to its commit");
      broken = failure(random.nextBoolean() ? CUT : "57P01", "nobody answers the commit");
      if (fate == 0) {
        keep();
        end();
      } else if (fate == 1) {
        end();
      } else {
        commitSent = true;
        detached = true;
      }
      throw broken;
    }

    private void keep() {
      if (saved != null) {
        keepSnapshot(saved);
        return;
      }
      log.addAll(appended);
      if (!database.key()) {
        log.sort(Comparator.comparingLong(entry -> entry.change().version()));
      }
      witness.committed(new Committed(run, outcomes, batch, base, seenClock));
    }

    /** As {@link Snapshots#save} does. */
    private void keepSnapshot(Snapshot fresh) {
      Snapshot old = snapshot;
      boolean gone =
          old == null
              || log.stream()
                  .noneMatch(
                      entry ->
                          entry.change().version() == old.version()
                              && entry.batch().equals(old.batch()));
      if (gone || Objects.requireNonNull(old).version() < fresh.version()) {
        snapshot = fresh;
      }
    }

    @Override
    public void close() {
      if (!detached) {
        end();
      }
    }
  }
}
