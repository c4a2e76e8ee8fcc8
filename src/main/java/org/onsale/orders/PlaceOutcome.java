package org.onsale.orders;

/** What can come of placing an order. */
public sealed interface PlaceOutcome {
  /** The hold has expired, was released, or never was. */
  record HoldGone() implements PlaceOutcome {}

  /** Another order has the hold. */
  record HoldClaimed() implements PlaceOutcome {}

  /** With this order the buyer would have {@code places}, of {@code limit} allowed. */
  record OverLimit(int places, int limit) implements PlaceOutcome {}

  /** The key was used with another request. */
  record KeyReused() implements PlaceOutcome {}

  /** Placed, now or by an earlier request with the same key. */
  record Placed(Order order, String secret) implements PlaceOutcome {}
}
