package org.onsale.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** With the pool's own words, for it gives no SQLSTATE. */
class ExhaustedPoolTest {

  @Test
  void a_pool_without_a_connection_to_spare_means_come_again() throws SQLException {
    TestDatabase.Address address = TestDatabase.create();
    var pool =
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(
                connections ->
                    connections
                        .maxSize(1)
                        .acquisitionTimeout(Duration.ofMinutes(1))
                        .connectionFactoryConfiguration(
                            factory ->
                                factory
                                    .jdbcUrl(address.url())
                                    .principal(new NamePrincipal(address.user()))
                                    .credential(new SimplePassword(address.password()))));
    try (AgroalDataSource exhausted = AgroalDataSource.from(pool);
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
