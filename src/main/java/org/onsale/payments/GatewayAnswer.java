package org.onsale.payments;

/** What a gateway says to a step. */
public sealed interface GatewayAnswer {
  /** Done, now or by an earlier call with the same key. */
  record Approved() implements GatewayAnswer {}

  /**
   * Will not be done, whatever we try with this key.
   *
   * @param reason for the buyer, a sentence
   */
  record Declined(String reason) implements GatewayAnswer {}

  /** Nobody knows whether it was done: ask {@link Gateway#state} later. */
  record NoAnswer() implements GatewayAnswer {}
}
