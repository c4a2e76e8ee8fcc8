package org.onsale.allocations;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.CodeTries;
import org.onsale.catalog.Event;
import org.onsale.catalog.PresaleCodes;
import org.onsale.catalog.Presales;
import org.onsale.inventory.AllocationId;
import org.onsale.platform.Problem;

/** What an access code opens. */
@Singleton
public final class Openings {
  private static final int MAX_CODE = 100;

  private final Allocations allocations;
  private final CodeTries tries;
  private final PresaleCodes presales;
  private final Clock clock;

  @Inject
  public Openings(Allocations allocations, CodeTries tries, PresaleCodes presales, Clock clock) {
    this.allocations = allocations;
    this.tries = tries;
    this.presales = presales;
    this.clock = clock;
  }

  /**
   * Whether a code can open anything now: who is early with a good one has not tried a wrong one.
   */
  public boolean openNow(Event event) {
    return event.phase(clock.instant()).isOpen();
  }

  /**
   * The presale that a code lets in to; null for no code, and when none is on that needs one: then
   * it may open an allocation. An allocation waits for a sale that is open to all. Does no I/O.
   */
  public Presales.@Nullable Presale presale(
      Event event, @Nullable String accessCode, String client) {
    Presales.Presale on =
        event.presales().at(clock.instant()).filter(Presales.Presale::needsCode).orElse(null);
    if (on == null || accessCode == null || accessCode.isBlank()) {
      return null;
    }
    tries.trying(client);
    if (!presales.opens(event, on, accessCode)) {
      throw Problem.invalid("accessCode", "This is no code of the presale {1}.", on.name())
          .asException();
    }
    tries.right(client);
    return on;
  }

  /**
   * The allocation that a code opens; {@link AllocationId#NONE} for no code.
   *
   * @param client the address that it comes from
   */
  public int allocation(Event event, @Nullable String accessCode, String client) {
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
