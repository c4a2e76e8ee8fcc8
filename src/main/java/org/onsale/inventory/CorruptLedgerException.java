package org.onsale.inventory;

/** The log holds something that this node cannot fold; the event is closed here until it can. */
final class CorruptLedgerException extends RuntimeException {
  CorruptLedgerException(String message) {
    super(message);
  }
}
