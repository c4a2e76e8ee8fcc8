package org.onsale.platform;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gives the shared state that is injected everywhere: by Redis when one is named. */
public final class SharedStateSource {

  /**
   * @param address such as {@code redis://127.0.0.1:6379}; without one, this node's alone
   * @param secrets the same for all nodes, or they do not believe each other
   */
  @Produces
  @Singleton
  public static SharedState sharedState(
      @ConfigProperty(name = "onsale.redis-url") Optional<String> address,
      @ConfigProperty(name = "onsale.redis-password") Optional<String> password,
      Secrets secrets,
      Clock clock) {
    if (address.isEmpty()) {
      return new InProcessState(clock);
    }
    return new RedisState(
        RedisAddress.parse(address.get(), password), new Seal(secrets.symmetric("shared-state")));
  }

  void close(@Disposes SharedState state) {
    state.close();
  }
}
