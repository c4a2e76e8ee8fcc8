package org.onsale.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.platform.TestDatabase;
import org.onsale.prove.CuttingProxy.Cut;
import org.postgresql.ds.PGSimpleDataSource;

class CuttingProxyTest {
  private TestDatabase.Address address;
  private CuttingProxy proxy;

  @BeforeEach
  void start() throws SQLException {
    address = TestDatabase.create();
    proxy = new CuttingProxy(address.dataSource().getPortNumbers()[0]);
    try (var connection = address.dataSource().getConnection()) {
      execute(connection, "CREATE TABLE mark (n int)");
    }
  }

  @AfterEach
  void close() throws Exception {
    proxy.close();
  }

  private Connection connect() throws SQLException {
    PGSimpleDataSource source = address.dataSource();
    source.setPortNumbers(new int[] {proxy.port()});
    return source.getConnection();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void mark(Connection connection) throws SQLException {
    execute(connection, "INSERT INTO mark VALUES (1)");
    connection.commit();
  }

  private int marks() throws SQLException {
    try (var connection = address.dataSource().getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT count(*) FROM mark")) {
      row.next();
      return row.getInt(1);
    }
  }

  /** A pooled connection has prepared its COMMIT and sends only the name of it. */
  @Test
  void the_commit_of_a_connection_that_has_committed_before_is_cut_too() throws SQLException {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < 20; i++) {
        mark(connection);
      }
      proxy.cutNextCommit(Cut.AFTER_THE_SERVER);
      assertThatThrownBy(() -> mark(connection)).isInstanceOf(SQLException.class);
    }
    assertThat(proxy.cuts()).isEqualTo(1);
    assertThat(marks()).isEqualTo(21);
  }

  @Test
  void a_commit_that_is_cut_before_the_server_is_not_kept() throws SQLException {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      mark(connection);
      proxy.cutNextCommit(Cut.BEFORE_THE_SERVER);
      assertThatThrownBy(() -> mark(connection)).isInstanceOf(SQLException.class);
    }
    assertThat(marks()).isEqualTo(1);
  }

  @Test
  void a_row_that_holds_the_word_is_no_commit() throws SQLException {
    try (Connection connection = connect()) {
      proxy.cutNextCommit(Cut.BEFORE_THE_SERVER);
      execute(connection, "SELECT 'COMMIT'");
      assertThat(proxy.isCutDue()).isTrue();
      assertThat(proxy.cutNoMore()).isTrue();
      assertThat(proxy.isCutDue()).isFalse();
    }
  }

  @Test
  void nobody_gets_through_while_it_leads_nowhere() throws SQLException {
    try (Connection connection = connect()) {
      proxy.leadNowhere();
      assertThatThrownBy(() -> execute(connection, "SELECT 1")).isInstanceOf(SQLException.class);
    }
    assertThatThrownBy(this::connect).isInstanceOf(SQLException.class);
    proxy.leadTo(address.dataSource().getPortNumbers()[0]);
    try (Connection connection = connect()) {
      assertThat(connection.isValid(5)).isTrue();
    }
  }
}
