package org.onsale.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {
  @Test
  void it_runs_with_every_promise_of_durability_kept() throws SQLException {
    try (var connection = TestDatabase.create().dataSource().getConnection();
        var statement = connection.createStatement()) {
      for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
        try (var row = statement.executeQuery("SHOW " + setting)) {
          row.next();
          assertThat(row.getString(1)).as(setting).isEqualTo("on");
        }
      }
    }
  }
}
