package org.onsale.payments;

/** What a gateway knows of an attempt. */
public enum PaymentState {
  /** The gateway has never heard of it. */
  NONE,
  /** The gateway waits for the buyer, who is on its page or has left it. */
  BUYER_ACTS,
  /**
   * The buyer has agreed: {@link Gateway#authorise} again with the same key sets the money aside.
   */
  AGREED,
  AUTHORISED,
  CAPTURED,
  DECLINED,
  CANCELLED,
  /** The gateway does not answer now. */
  UNKNOWN
}
