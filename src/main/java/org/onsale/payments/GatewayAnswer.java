package org.onsale.payments;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.net.URI;

/** What a gateway says to a step. */
public sealed interface GatewayAnswer {
  /** Done, now or by an earlier call with the same key. */
  record Approved() implements GatewayAnswer {}

  /**
   * Will not be done, whatever we try with this key.
   *
   * @param reason for the buyer, a sentence; see {@link org.onsale.platform.Phrase#stored}
   */
  record Declined(String reason) implements GatewayAnswer {
    /** For a reason of the house's own, which readers get in their language. */
    public static Declined because(@CompileTimeConstant String reason) {
      return new Declined(reason);
    }
  }

  /**
   * The buyer goes on at a page of the gateway; {@link Gateway#state} tells how that ends.
   *
   * @param page a whole address
   */
  record BuyerActs(URI page) implements GatewayAnswer {}

  /** The buyer pays at the box office; {@link Gateway#state} tells when. */
  record Reserved() implements GatewayAnswer {}

  /** Nobody knows whether it was done: ask {@link Gateway#state} later. */
  record NoAnswer() implements GatewayAnswer {}

  /** The gateway cannot be had now, and nothing was begun there. */
  record Away() implements GatewayAnswer {}
}
