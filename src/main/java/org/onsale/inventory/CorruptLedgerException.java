package org.onsale.inventory;

import org.onsale.platform.Busy;

/** The log holds something that this node cannot fold; the event is closed here until it can. */
final class CorruptLedgerException extends Busy {
  CorruptLedgerException(String message) {
    super(message);
  }
}
