package org.onsale.api;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.onsale.allocations.Allocations;
import org.onsale.catalog.Event;
import org.onsale.inventory.AllocationId;
import org.onsale.platform.Problem;

/** What an access code opens. */
@Singleton
final class Openings {
  private static final int MAX_CODE = 100;

  private final Allocations allocations;
  private final CodeTries tries;

  @Inject
  Openings(Allocations allocations, CodeTries tries) {
    this.allocations = allocations;
    this.tries = tries;
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
    tries.trying(client);
    OptionalInt opened =
        accessCode.length() > MAX_CODE
            ? OptionalInt.empty()
            : allocations.openedBy(event.id(), accessCode);
    if (opened.isEmpty()) {
      throw Problem.invalid("accessCode", "This code opens nothing at this event.").asException();
    }
    tries.right(client);
    return opened.getAsInt();
  }
}
