package org.onsale.inventory;

/** What can come of {@link Command.HoldForOrder}. */
public sealed interface OrderHoldOutcome {
  /** The order has it, until it expires. */
  record Held(Hold hold) implements OrderHoldOutcome {}

  /** Another try with the same id was quicker. */
  record HeldBefore() implements OrderHoldOutcome {}

  /** Not all of it can be had; nothing is held. */
  record NotFree() implements OrderHoldOutcome {}

  /** The customer would have more places than allowed. */
  record OverLimit(int places, int limit) implements OrderHoldOutcome {}

  /** A participant is against it. */
  record Vetoed(Object reason) implements OrderHoldOutcome {}
}
