package org.onsale.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.agroal.api.AgroalDataSource;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** With the pool's own words, for it gives no SQLSTATE. */
class ExhaustedPoolTest {

  @Test
  void a_pool_without_a_connection_to_spare_means_come_again() throws SQLException {
    try (AgroalDataSource exhausted = TestDatabase.create().pool(1);
        var taken = exhausted.getConnection()) {
      assertThat(taken.isValid(5)).isTrue();
      exhausted
          .getConfiguration()
          .connectionPoolConfiguration()
          .setAcquisitionTimeout(Duration.ofMillis(50));
      Throwable thrown =
          catchThrowable(
              () -> new Database(exhausted).jdbi().useHandle(handle -> handle.execute("SELECT 1")));
      assertThat(Problems.of(thrown))
          .hasValueSatisfying(problem -> assertThat(problem.status()).isEqualTo(503));
    }
  }
}
