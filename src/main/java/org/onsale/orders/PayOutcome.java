package org.onsale.orders;

import java.net.URI;
import java.time.Instant;
import org.onsale.platform.Phrase;

/** What can come of paying an order. */
public sealed interface PayOutcome {
  record NoSuchOrder() implements PayOutcome {}

  record UnknownMethod() implements PayOutcome {}

  record UnknownInstruction() implements PayOutcome {}

  /** The key was used with another request. */
  record KeyReused() implements PayOutcome {}

  /** The first request with this key is not answered yet. */
  record InFlight() implements PayOutcome {}

  /** Another attempt is not decided yet. */
  record UnderWay() implements PayOutcome {}

  /** The order needs no payment (any more). */
  record NotPayable(Order.Status status) implements PayOutcome {}

  /** The deadline has passed; nothing was charged. */
  record TooLate() implements PayOutcome {}

  /**
   * The payment came late, and the places were taken: others are held for the buyer, who is asked
   * whether to take them. Nothing is charged before.
   */
  record Offered() implements PayOutcome {}

  /**
   * Nothing was charged; the order can be paid otherwise until its deadline.
   *
   * @param reason a sentence for the buyer
   */
  record Declined(Phrase reason) implements PayOutcome {}

  /**
   * The buyer pays on a page of the gateway; the order will tell how that ends.
   *
   * @param page a whole address
   */
  record BuyerActs(URI page) implements PayOutcome {}

  /**
   * The buyer pays at the box office, or otherwise until then.
   *
   * @param until when the places are free again
   */
  record Reserved(Instant until) implements PayOutcome {}

  /** The gateway cannot be had now; nothing was charged, and another may be chosen. */
  record MethodAway() implements PayOutcome {}

  /** Nobody knows yet; the order will tell. Paying again meanwhile is refused. */
  record Checking() implements PayOutcome {}

  /** The money is captured, and the tickets are the buyer's. */
  record Paid() implements PayOutcome {}
}
