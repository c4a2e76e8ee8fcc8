package org.onsale.inventory;

/** What can come of {@link Command.Claim}. */
public sealed interface ClaimOutcome {
  /** The hold has expired, was released, or never was. */
  record Gone() implements ClaimOutcome {}

  /** Another order was quicker. */
  record ClaimedByOther(String order) implements ClaimOutcome {}

  /** The customer would have more places than allowed. */
  record OverLimit(int places, int limit) implements ClaimOutcome {}

  /**
   * {@link Hold#expiresAt} is the payment deadline now.
   *
   * @param allocation that the hold took from; {@link AllocationId#NONE} for the public sale
   */
  record Claimed(Hold hold, int allocation) implements ClaimOutcome {}

  /** A participant or the claim's own objection is against it. */
  record Vetoed(Object reason) implements ClaimOutcome {}
}
