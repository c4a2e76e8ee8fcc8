package org.onsale.allocations;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.onsale.platform.RecurringWork;

/** Lets allocations be released at their time. */
final class ReleaseSchedule {
  private static final int AT_ONCE = 100;

  private ReleaseSchedule() {}

  @Produces
  @Singleton
  static RecurringWork release(Allocations allocations) {
    return new RecurringWork(
        "allocations-release", Duration.ofSeconds(1), () -> allocations.releaseDue(AT_ONCE));
  }
}
