package org.onsale.inventory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.EventId;

/** The log and its snapshots in PostgreSQL; the statements are {@link ChangeLog}'s. */
final class PostgresStore implements LedgerStore {
  private static final Logger LOG = Logger.getLogger(PostgresStore.class);

  private final DataSource dataSource;

  PostgresStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public Transaction begin() throws SQLException {
    Connection connection = dataSource.getConnection();
    PostgresTransaction transaction = new PostgresTransaction(connection);
    try {
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      transaction.close();
      throw e;
    }
    return transaction;
  }

  @Override
  public List<ChangeLog.Head> heads(List<EventId> events) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return ChangeLog.heads(connection, events);
    }
  }

  private record PostgresTransaction(Connection connection) implements Transaction {

    @Override
    public void limit() throws SQLException {
      ChangeLog.limit(connection);
    }

    @Override
    public ChangeLog.Opening open(EventId event, Guards guards) throws SQLException {
      return ChangeLog.open(connection, event, guards);
    }

    @Override
    public List<ChangeLog.Entry> read(EventId event, long fromVersion) throws SQLException {
      return ChangeLog.read(connection, event, fromVersion);
    }

    @Override
    public @Nullable UUID batchAt(EventId event, long version) throws SQLException {
      return ChangeLog.batchAt(connection, event, version);
    }

    @Override
    public boolean contains(EventId event, long afterVersion, UUID batch) throws SQLException {
      return ChangeLog.contains(connection, event, afterVersion, batch);
    }

    @Override
    public @Nullable EventState loadSnapshot(EventId event) throws SQLException {
      return Snapshots.load(connection, event);
    }

    @Override
    public void saveSnapshot(EventId event, StateCopy state) throws SQLException {
      Snapshots.save(connection, event, state);
    }

    @Override
    public void append(EventId event, Batch batch) throws SQLException {
      ChangeLog.append(connection, event, batch);
    }

    @Override
    public void commit() throws SQLException {
      connection.commit();
    }

    /** After a commit the rollback is of nothing, and costs no round trip. */
    @Override
    public void close() {
      try {
        connection.rollback();
      } catch (SQLException e) {
        LOG.debug("The connection is gone, and its transaction with it", e);
      }
      try {
        connection.close();
      } catch (SQLException e) {
        LOG.debug("A connection could not be given back", e);
      }
    }
  }
}
