package org.onsale.inventory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.EventId;

/**
 * Where the log and its snapshots are kept: {@link PostgresStore} keeps them. The simulation has
 * another one, in memory, so that it can stop a node between any two steps and lose any answer.
 *
 * <p>Failures are SQLExceptions with PostgreSQL's codes in every implementation: what the ledger
 * does next hangs on them.
 */
interface LedgerStore {

  /** Opens a transaction; nothing of it is there for others before {@link Transaction#commit}. */
  Transaction begin() throws SQLException;

  /** Where the log of each of the events ends now; version 0 where there is none. */
  List<ChangeLog.Head> heads(List<EventId> events) throws SQLException;

  /** One transaction; closed without a commit it has done nothing. */
  interface Transaction extends AutoCloseable {

    /** For the participants, who write in the same transaction. */
    Connection connection();

    /** Limits its waits, and refuses a database that may forget; for one that only reads. */
    void limit() throws SQLException;

    /** The same, and takes the event's lock, then reads the clock and where the log ends. */
    ChangeLog.Opening open(EventId event, Guards guards) throws SQLException;

    /** At most {@link ChangeLog#PAGE} changes from a version on. */
    List<ChangeLog.Entry> read(EventId event, long fromVersion) throws SQLException;

    /** The batch that wrote a version; null when the log does not reach so far. */
    @Nullable UUID batchAt(EventId event, long version) throws SQLException;

    /** Whether a batch, whose commit got no answer, is in the log; under the event's lock. */
    boolean contains(EventId event, long afterVersion, UUID batch) throws SQLException;

    /** Null when there is none, or none that this node can read. */
    @Nullable EventState loadSnapshot(EventId event) throws SQLException;

    /** Keeps the newest of this log. */
    void saveSnapshot(EventId event, StateCopy state) throws SQLException;

    /** Adds all changes of a batch; fails with 23505 when one of the versions is there. */
    void append(EventId event, Batch batch) throws SQLException;

    void commit() throws SQLException;

    /** Never fails: what cannot be rolled back is gone with its connection. */
    @Override
    void close();
  }
}
