package org.onsale.orders;

/** What can come of money taken at the box office. */
public sealed interface TillOutcome {
  /** It is in the books, the seats are sold and the tickets the buyer's; now or before. */
  record Paid() implements TillOutcome {}

  /** The order does not wait for the box office. Nothing was done. */
  record NotReserved(Order.Status status) implements TillOutcome {}

  /** The time to pay is over, or the event does not take place. Nothing was done. */
  record Over() implements TillOutcome {}

  /** The buyer has chosen to pay otherwise in this very moment, or the time ran out in it. */
  record Overtaken() implements TillOutcome {}
}
