package org.onsale.tickets;

import java.util.List;
import org.onsale.orders.Refund;

/** What a buyer would get for tickets, or why nothing. */
public sealed interface ReturnQuote permits ReturnQuote.Quoted, ReturnRefusal {
  /**
   * @param lines numbers of the order's lines
   */
  record Quoted(List<Integer> lines, Refund.Split split) implements ReturnQuote {}
}
