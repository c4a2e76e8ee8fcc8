package org.onsale.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class PoolTest {
  @Inject Database database;

  @Test
  void no_plan_that_is_kept_may_scan_a_table_which_will_grow() {
    String setting =
        database
            .jdbi()
            .withHandle(
                handle -> handle.createQuery("SHOW enable_seqscan").mapTo(String.class).one());
    assertThat(setting).isEqualTo("off");
  }
}
