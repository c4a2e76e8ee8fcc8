package org.onsale.checkin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.onsale.tickets.Ticket;

/**
 * What a gate is told.
 *
 * @param ticket the ticket, when it is one of this event's
 * @param admittedAt when it went in: now, or before
 * @param admittedGate where it went in
 */
public record ScanResult(
    Verdict verdict,
    @Nullable Ticket ticket,
    @Nullable Instant admittedAt,
    @Nullable String admittedGate) {

  /** The contract's words, in lower case. */
  public enum Verdict {
    ADMITTED,
    ALREADY_USED,
    /** The sale was undone, or its money is not captured. */
    REVOKED,
    WRONG_EVENT,
    NOT_A_TICKET
  }
}
