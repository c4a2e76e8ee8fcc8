package org.onsale.inventory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
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
 * <p>One thread at a time: {@link org.onsale.platform.GroupCommit} sees to it.
 */
final class EventLedger {
  private static final Logger LOG = Logger.getLogger(EventLedger.class);

  private static final int TRIES = 4;
  private static final int SNAPSHOT_EVERY = 20_000;
  private static final Duration CLOSED_FOR = Duration.ofSeconds(5);

  private final EventId event;
  private final DataSource dataSource;
  private final List<Participant> participants;
  private final Guards guards;
  private final Published published = new Published();
  private final LongAdder collisions = new LongAdder();
  private @Nullable EventState state;
  private long snapshotAt;
  private long closedAtNanos;
  private @Nullable CorruptLedgerException closedBy;
  private volatile boolean shown;

  EventLedger(EventId event, DataSource dataSource, List<Participant> participants, Guards guards) {
    this.event = event;
    this.dataSource = dataSource;
    this.participants = participants;
    this.guards = guards;
  }

  EventId event() {
    return event;
  }

  Published published() {
    return published;
  }

  /** Whether {@link #published} shows anything yet. */
  boolean isShown() {
    return shown;
  }

  /** How often another writer had the version that this node wanted. */
  long collisions() {
    return collisions.sum();
  }

  /**
   * Carries the requests out in one transaction and answers them.
   *
   * @throws SQLException when the transaction failed and changed nothing, or nobody can say
   */
  void run(List<Rider<Request, Object>> riders) throws SQLException {
    refuseWhenClosed();
    for (int attempt = 1; ; attempt++) {
      riders.forEach(rider -> rider.request().forget());
      try {
        List<Request> requests = riders.stream().map(Rider::request).toList();
        transact(requests);
        riders.forEach(rider -> rider.answer().complete(rider.request().outcome()));
        return;
      } catch (SQLException e) {
        state = null;
        if (attempt == TRIES || !isWorthAnotherTry(e)) {
          throw e;
        }
      } catch (CorruptLedgerException e) {
        state = null;
        close(e);
        throw e;
      } catch (RuntimeException | Error e) {
        state = null;
        throw e;
      }
    }
  }

  private void refuseWhenClosed() {
    CorruptLedgerException reason = closedBy;
    if (reason != null) {
      if (System.nanoTime() - closedAtNanos < CLOSED_FOR.toNanos()) {
        throw reason;
      }
      closedBy = null;
    }
  }

  private void close(CorruptLedgerException reason) {
    LOG.errorf("Event %s is closed on this node: %s", event, reason.getMessage());
    closedBy = reason;
    closedAtNanos = System.nanoTime();
  }

  /** A collision, a lost connection before the commit, a deadlock or a lock not had in time. */
  private boolean isWorthAnotherTry(SQLException e) {
    if (isCollision(e)) {
      collisions.increment();
      return true;
    }
    String sqlState = Objects.requireNonNullElse(e.getSQLState(), "");
    return sqlState.startsWith("08")
        || sqlState.startsWith("40")
        || sqlState.startsWith("57P")
        || sqlState.equals("55P03");
  }

  private static boolean isCollision(SQLException e) {
    return "23505".equals(e.getSQLState())
        && Objects.requireNonNullElse(e.getMessage(), "").contains("change_pkey");
  }

  private void transact(List<Request> requests) throws SQLException {
    Batch batch;
    long before;
    EventState folded;
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        boolean anew = state == null;
        Instant clock = anew ? rebuild(connection) : catchUp(connection);
        folded = Objects.requireNonNull(state);
        before = folded.version();
        Instant now = clock.isBefore(folded.decidedAt()) ? folded.decidedAt() : clock;
        batch = Batch.at(now);
        decide(connection, folded, requests, batch);
      } catch (SQLException | RuntimeException e) {
        rollback(connection);
        throw e;
      }
      commit(connection, batch, before);
    }
    published.show(folded);
    shown = true;
    snapshotWhenDue(folded);
  }

  private static void rollback(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      LOG.debug("the connection is gone, and its transaction with it", e);
    }
  }

  /** Folds in what other nodes have written; returns the database's clock. */
  private Instant catchUp(Connection connection) throws SQLException {
    EventState known = Objects.requireNonNull(state);
    ChangeLog.Opening opening =
        ChangeLog.open(connection, event, Math.max(1, known.version()), guards);
    if (!guards.catchUp()) {
      return opening.clock();
    }
    if (!continues(known, opening.entries())) {
      LOG.warnf("The log of event %s was rewound before version %d", event, known.version());
      return rebuild(connection);
    }
    foldOn(connection, known, opening.entries());
    return opening.clock();
  }

  /** Whether the log still carries the last batch folded, where it stood. */
  private static boolean continues(EventState known, List<ChangeLog.Entry> entries) {
    if (known.version() == 0) {
      return true;
    }
    return !entries.isEmpty()
        && entries.getFirst().change().version() == known.version()
        && entries.getFirst().batch().equals(known.batch());
  }

  private void foldOn(Connection connection, EventState known, List<ChangeLog.Entry> first)
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
      entries = ChangeLog.read(connection, event, known.version() + 1);
    }
  }

  /** Reads the state from the snapshot, if that is of this log, and the changes after it. */
  private Instant rebuild(Connection connection) throws SQLException {
    ChangeLog.Opening opening = ChangeLog.open(connection, event, Long.MAX_VALUE, guards);
    String missing = ChangeLog.missingDurability(connection);
    if (missing != null) {
      throw new UnsafeDatabaseException(missing);
    }
    EventState fresh = Snapshots.load(connection, event);
    List<ChangeLog.Entry> entries = List.of();
    if (fresh != null) {
      entries = ChangeLog.read(connection, event, fresh.version());
      if (!continues(fresh, entries)) {
        fresh = null;
      }
    }
    if (fresh == null) {
      fresh = new EventState();
      entries = ChangeLog.read(connection, event, 1);
    }
    snapshotAt = fresh.version();
    foldOn(connection, fresh, entries);
    state = fresh;
    published.showAnew(fresh);
    return opening.clock();
  }

  private void decide(Connection connection, EventState folded, List<Request> requests, Batch batch)
      throws SQLException {
    List<Ride> rides = List.copyOf(requests);
    for (Participant participant : participants) {
      participant.prepare(connection, event, rides, batch.now());
    }
    List<Ride> accepted = new ArrayList<>(requests.size());
    for (Request request : requests) {
      Object veto = request.vetoReason();
      if (veto != null) {
        request.decided(Objects.requireNonNull(request.command().vetoed(veto)));
        continue;
      }
      Decision<?> decision =
          Decider.decide(folded, request.command(), batch.now(), guards.expiry());
      request.decided(Objects.requireNonNull(decision.outcome()));
      for (Change change : decision.changes()) {
        folded.apply(change, batch.id());
        batch.changes().add(change);
      }
      if (!decision.changes().isEmpty()) {
        accepted.add(request);
      }
    }
    if (batch.changes().isEmpty()) {
      return;
    }
    ChangeLog.append(connection, event, batch);
    for (Participant participant : participants) {
      participant.write(connection, event, accepted, batch.now());
    }
  }

  private void commit(Connection connection, Batch batch, long before) throws SQLException {
    try {
      connection.commit();
    } catch (SQLException e) {
      boolean refused = e.getSQLState() != null && !e.getSQLState().startsWith("08");
      if (batch.changes().isEmpty() || (refused && !e.getSQLState().startsWith("57"))) {
        throw e;
      }
      LOG.warnf("No answer to a commit for event %s; looking it up", event);
      if (!isInLog(batch.id(), before)) {
        throw e;
      }
    }
  }

  /** Waits for the event's lock first: whoever holds it may be that very transaction. */
  private boolean isInLog(UUID batch, long before) throws SQLException {
    SQLException last = null;
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      try (Connection connection = dataSource.getConnection()) {
        connection.setAutoCommit(false);
        boolean there = ChangeLog.contains(connection, event, before, batch);
        connection.rollback();
        return there;
      } catch (SQLException e) {
        last = e;
      }
    }
    throw new Busy("nobody can say whether a batch of event " + event + " is kept: " + last);
  }

  private void snapshotWhenDue(EventState folded) {
    if (folded.version() - snapshotAt < SNAPSHOT_EVERY) {
      return;
    }
    snapshotAt = folded.version();
    try (Connection connection = dataSource.getConnection()) {
      Snapshots.save(connection, event, folded);
    } catch (SQLException e) {
      LOG.warnf(e, "No snapshot of event %s at version %d", event, folded.version());
    }
  }
}
