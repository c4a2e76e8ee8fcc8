package org.onsale.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a pool, which commits what is open on a connection that it is given back. */
class TransactionsTest {
  private final Database database = TestDatabase.create().database();

  @BeforeEach
  void a_table() {
    database.jdbi().useHandle(handle -> handle.execute("CREATE TABLE note (text text)"));
  }

  @Test
  void what_ends_well_stays() throws SQLException {
    assertThat(Transactions.run(database.dataSource(), TransactionsTest::write)).isEqualTo(1);
    assertThat(notes()).isEqualTo(1);
  }

  @Test
  void nothing_stays_of_what_an_error_ends() {
    assertThatThrownBy(
            () ->
                Transactions.run(
                    database.dataSource(),
                    connection -> {
                      write(connection);
                      throw new OutOfMemoryError();
                    }))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(notes()).isZero();
  }

  @Test
  void nor_when_the_transaction_is_jdbis() {
    assertThatThrownBy(
            () ->
                database
                    .jdbi()
                    .useTransaction(
                        handle -> {
                          write(handle.getConnection());
                          throw new OutOfMemoryError();
                        }))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(notes()).isZero();
  }

  private static int write(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      return statement.executeUpdate("INSERT INTO note VALUES ('written')");
    }
  }

  private long notes() {
    return database
        .jdbi()
        .withHandle(h -> h.createQuery("SELECT count(*) FROM note").mapTo(Long.class).one());
  }
}
