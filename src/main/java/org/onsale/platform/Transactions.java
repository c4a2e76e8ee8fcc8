package org.onsale.platform;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Transactions by bare JDBC; those of {@link Database#jdbi} are Jdbi's own. */
public final class Transactions {
  private Transactions() {}

  /** What is done in a transaction; it neither commits nor closes. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Connection transaction) throws SQLException;
  }

  /**
   * Commits when the work ends well. Whatever else ends it, an {@link Error} too, nothing of it
   * stays: it is rolled back here, for a pool commits what is open on a connection that it is given
   * back.
   */
  public static <T> T run(DataSource dataSource, Work<T> work) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.run(connection);
        connection.commit();
        return result;
      } finally {
        // After a commit it is of nothing, and costs no round trip.
        connection.rollback();
      }
    }
  }
}
