package org.onsale.checkin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.EventId;
import org.onsale.tickets.Ticket;

/**
 * What a gate is told.
 *
 * @param reason a sentence for the person at the gate; empty when there is nothing to say
 * @param ticket the ticket, when it is one of this event
 * @param otherEvent the event that the ticket is for, when it is not this one
 * @param admittedAt when it went in: now, or before
 * @param admittedGate where it went in
 */
public record ScanResult(
    Verdict verdict,
    String reason,
    @Nullable Ticket ticket,
    @Nullable EventId otherEvent,
    @Nullable Instant admittedAt,
    @Nullable String admittedGate) {

  /** The contract's words, in upper case. */
  public enum Verdict {
    ADMITTED,
    ALREADY_USED,
    /** The sale was undone, or its money is not captured. */
    REVOKED,
    WRONG_EVENT,
    NOT_A_TICKET
  }

  static ScanResult refused(Verdict verdict, String reason, @Nullable Ticket ticket) {
    return new ScanResult(verdict, reason, ticket, null, null, null);
  }

  static ScanResult wrongEvent(EventId other) {
    return new ScanResult(
        Verdict.WRONG_EVENT, "This ticket is for another event.", null, other, null, null);
  }
}
