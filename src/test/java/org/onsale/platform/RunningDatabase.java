package org.onsale.platform;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Gives {@code @QuarkusTest}s a fresh database. Annotate with {@code @WithTestResource(value =
 * RunningDatabase.class, scope = TestResourceScope.GLOBAL)}: one application serves them all.
 */
public final class RunningDatabase implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    TestDatabase.Address address = TestDatabase.create();
    return Map.of(
        "quarkus.datasource.jdbc.url", address.url(),
        "quarkus.datasource.username", address.user(),
        "quarkus.datasource.password", address.password());
  }

  @Override
  public void stop() {}
}
