package org.onsale.orders;

import java.util.List;

/** What {@link Refunds#quote} tells. */
public sealed interface RefundQuote {
  /**
   * What would be given back.
   *
   * @param lines numbers of the order's lines
   */
  record Quoted(List<Integer> lines, Refund.Split split) implements RefundQuote {}

  /** Nothing, and why; never {@link RefundOutcome.Given}. */
  record Refused(RefundOutcome why) implements RefundQuote {}
}
