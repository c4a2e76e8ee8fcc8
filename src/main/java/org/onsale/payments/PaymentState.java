package org.onsale.payments;

/** What a gateway knows of an attempt. */
public enum PaymentState {
  /** The gateway has never heard of it. */
  NONE,
  AUTHORISED,
  CAPTURED,
  DECLINED,
  CANCELLED,
  /** The gateway does not answer now. */
  UNKNOWN
}
