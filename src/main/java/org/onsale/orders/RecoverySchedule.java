package org.onsale.orders;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.onsale.platform.RecurringWork;

/** Lets {@link Recovery} run. */
final class RecoverySchedule {
  private RecoverySchedule() {}

  @Produces
  @Singleton
  static RecurringWork recovery(Recovery recovery) {
    return new RecurringWork("orders-recovery", Duration.ofSeconds(1), recovery::run);
  }
}
