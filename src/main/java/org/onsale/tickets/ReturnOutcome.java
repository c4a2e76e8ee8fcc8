package org.onsale.tickets;

import org.onsale.orders.Refund;

/** What became of a buyer's wish to give tickets back. */
public sealed interface ReturnOutcome permits ReturnOutcome.Given, ReturnRefusal {
  /** The tickets are revoked; how far the money is, the refund says. */
  record Given(Refund refund) implements ReturnOutcome {}
}
