package org.onsale.inventory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.EventId;

/**
 * A store that counts the transactions that are opened, and how often the log is read.
 *
 * @param notices whether it tells where the logs end, by which nodes notice each other
 */
record CountingStore(
    LedgerStore store, AtomicInteger transactions, AtomicInteger reads, boolean notices)
    implements LedgerStore {

  CountingStore(LedgerStore store, AtomicInteger transactions, boolean notices) {
    this(store, transactions, new AtomicInteger(), notices);
  }

  @Override
  public Transaction begin() throws SQLException {
    transactions.incrementAndGet();
    return new Counted(store.begin(), reads);
  }

  @Override
  public List<ChangeLog.Head> heads(List<EventId> events) throws SQLException {
    return notices ? store.heads(events) : List.of();
  }

  private record Counted(Transaction of, AtomicInteger reads) implements Transaction {
    @Override
    public Connection connection() {
      return of.connection();
    }

    @Override
    public void limit() throws SQLException {
      of.limit();
    }

    @Override
    public ChangeLog.Opening open(EventId event, Guards guards) throws SQLException {
      return of.open(event, guards);
    }

    @Override
    public List<ChangeLog.Entry> read(EventId event, long fromVersion) throws SQLException {
      reads.incrementAndGet();
      return of.read(event, fromVersion);
    }

    @Override
    public @Nullable UUID batchAt(EventId event, long version) throws SQLException {
      return of.batchAt(event, version);
    }

    @Override
    public boolean contains(EventId event, long afterVersion, UUID batch) throws SQLException {
      return of.contains(event, afterVersion, batch);
    }

    @Override
    public @Nullable EventState loadSnapshot(EventId event) throws SQLException {
      return of.loadSnapshot(event);
    }

    @Override
    public void saveSnapshot(EventId event, StateCopy state) throws SQLException {
      of.saveSnapshot(event, state);
    }

    @Override
    public void append(EventId event, Batch batch) throws SQLException {
      of.append(event, batch);
    }

    @Override
    public void commit() throws SQLException {
      of.commit();
    }

    @Override
    public void close() {
      of.close();
    }
  }
}
