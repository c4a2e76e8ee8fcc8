package org.onsale.inventory;

import java.util.List;

/** What can come of {@link Command.TakeHold}, in order of precedence. */
public sealed interface HoldOutcome {
  /** The id was released, has expired or became a sale: it can never hold again. */
  record Spent() implements HoldOutcome {}

  /** The same request was granted before; nothing has changed. */
  record HeldBefore(Hold hold) implements HoldOutcome {}

  /** The id is taken by a hold of other content. */
  record OtherContent() implements HoldOutcome {}

  /** Seats that do not exist, or stand twice in the request. */
  record UnknownSeats(List<Integer> seats) implements HoldOutcome {}

  /** Pools that do not exist, or stand twice in the request. */
  record UnknownPools(List<Integer> pools) implements HoldOutcome {}

  /** The hold to be replaced is gone, or an order has claimed it. */
  record ReplacedGone() implements HoldOutcome {}

  /** Somebody else has these; nothing is held. */
  record Lost(List<Integer> seats, List<Integer> pools) implements HoldOutcome {}

  /**
   * The seats chosen by hand would leave these single, and need not: see {@link SingleSeats}.
   * Nothing is held.
   */
  record LeavesSingles(List<Integer> seats) implements HoldOutcome {}

  /** Best available found no {@code quantity} seats in the category. */
  record NotEnough(int free) implements HoldOutcome {}

  /**
   * It is yours.
   *
   * @param arrangement how the seats lie that best available has chosen
   */
  record Held(Hold hold, Arrangement arrangement) implements HoldOutcome {}
}
