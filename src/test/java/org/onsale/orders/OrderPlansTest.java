package org.onsale.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.onsale.platform.TestDatabase;

/**
 * A check of a foreign key is planned once per connection, often while a table is empty or small,
 * and then serves the whole sale: it must be right for a table of any size.
 */
class OrderPlansTest {

  /** As PostgreSQL words it (ri_triggers.c). */
  private static final String CHECK =
      """
      PREPARE ri_check (bigint, text) AS
      SELECT 1 FROM ONLY customer_order x WHERE event_id = $1 AND code = $2 FOR KEY SHARE OF x
      """;

  @Test
  void an_order_is_looked_up_by_its_code_when_there_is_none_yet() throws SQLException {
    assertThat(plan("")).contains("customer_order_pkey").doesNotContain("Filter");
  }

  @Test
  void an_order_is_looked_up_by_its_code_when_there_are_few() throws SQLException {
    String few =
        """
        INSERT INTO customer_order
        SELECT 1, 'C' || n, gen_random_uuid(), 'pending', 'Ada', 'ada@example.org', '', 'EUR', 1,
               'k' || n, '', now(), now(), now()
          FROM generate_series(1, 3) AS n;
        ANALYZE customer_order;
        """;
    assertThat(plan(few)).contains("customer_order_pkey").doesNotContain("Filter");
  }

  private static String plan(String before) throws SQLException {
    try (Connection connection = TestDatabase.create().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(before);
      statement.execute("SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off");
      statement.execute(CHECK);
      StringBuilder plan = new StringBuilder();
      try (ResultSet line = statement.executeQuery("EXPLAIN EXECUTE ri_check (1, 'C1')")) {
        while (line.next()) {
          plan.append(line.getString(1)).append('\n');
        }
      }
      return plan.toString();
    }
  }
}
