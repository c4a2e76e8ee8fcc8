package org.onsale.tickets;

import java.time.Instant;
import org.onsale.orders.RefundOutcome;

/** Why a buyer cannot give tickets back. */
public sealed interface ReturnRefusal extends ReturnQuote, ReturnOutcome {
  /** The organiser takes none back from buyers. */
  record NotOffered() implements ReturnRefusal {}

  /** It was possible until then. */
  record TooLate(Instant deadline) implements ReturnRefusal {}

  /** The organiser takes back all tickets of an order or none. */
  record WholeOrderOnly() implements ReturnRefusal {}

  /** What keeps an organiser from giving the money back, too; never {@code Given}. */
  record Refused(RefundOutcome why) implements ReturnRefusal {}
}
