package org.onsale.api;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.onsale.allocations.Allocations;
import org.onsale.catalog.Event;
import org.onsale.inventory.AllocationId;
import org.onsale.platform.FailedTries;
import org.onsale.platform.Problem;

/** What an access code opens. Clients that try one wrong code after the other are made to wait. */
@Singleton
final class Openings {
  private static final int TRIES = 20;
  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final int MAX_CODE = 100;

  private final Allocations allocations;
  private final FailedTries tries;

  @Inject
  Openings(Allocations allocations, Clock clock) {
    this.allocations = allocations;
    this.tries = new FailedTries(TRIES, WINDOW, clock);
  }

  /**
   * The allocation that a code opens; {@link AllocationId#NONE} for no code.
   *
   * @param client the address that it comes from
   */
  int allocation(Event event, @Nullable String accessCode, String client) {
    if (accessCode == null || accessCode.isBlank()) {
      return AllocationId.NONE;
    }
    String network = FailedTries.network(client);
    Duration wait = tries.count(network);
    if (wait.isPositive()) {
      throw Problem.of(429, "too-many-tries", "Too many access codes that open nothing")
          .withDetail("Look at the code again, and come back in a few minutes.")
          .with("retryAfter", wait.toSeconds() + 1)
          .asException();
    }
    OptionalInt opened =
        accessCode.length() > MAX_CODE
            ? OptionalInt.empty()
            : allocations.openedBy(event.id(), accessCode);
    if (opened.isEmpty()) {
      throw Problem.invalid("accessCode", "This code opens nothing at this event.").asException();
    }
    tries.giveBack(network);
    return opened.getAsInt();
  }
}
