package org.onsale.inventory;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.onsale.platform.EventId;

/**
 * A store that counts the transactions that are opened.
 *
 * @param notices whether it tells where the logs end, by which nodes notice each other
 */
record CountingStore(LedgerStore store, AtomicInteger transactions, boolean notices)
    implements LedgerStore {

  @Override
  public Transaction begin() throws SQLException {
    transactions.incrementAndGet();
    return store.begin();
  }

  @Override
  public List<ChangeLog.Head> heads(List<EventId> events) throws SQLException {
    return notices ? store.heads(events) : List.of();
  }
}
