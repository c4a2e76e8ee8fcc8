package org.onsale.orders;

import java.time.Instant;

/** What became of a buyer's choice about an event that was put off. */
public sealed interface PostponementOutcome {
  /** The tickets are good for the new start. */
  record Kept() implements PostponementOutcome {}

  /** The money is on its way. */
  record Given(Refund refund) implements PostponementOutcome {}

  /** The event was not put off since the order, or the order has no tickets. */
  record NothingToChoose() implements PostponementOutcome {}

  /** It was possible until then; the tickets are kept. */
  record TooLate(Instant deadline) implements PostponementOutcome {}

  /** Why the money cannot go back; never {@link RefundOutcome.Given}. */
  record Refused(RefundOutcome why) implements PostponementOutcome {}
}
