package org.onsale.payments;

import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The gateways of this installation, by the name of their method. */
@Singleton
public final class Gateways {
  private final List<Gateway> all;

  @Inject
  public Gateways(@All List<Gateway> all) {
    this.all = List.copyOf(all);
  }

  public List<Gateway> all() {
    return all;
  }

  public Optional<Gateway> of(String method) {
    return all.stream().filter(gateway -> gateway.method().equals(method)).findFirst();
  }
}
