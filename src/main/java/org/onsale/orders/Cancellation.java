package org.onsale.orders;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Money;

/**
 * An event that does not take place, and how far its money has gone back.
 *
 * @param by who cancelled it
 * @param reason a sentence; empty when none was given
 * @param finishedAt null while money may still have to go back
 * @param sold orders that were paid, with those that are refunded by now
 * @param open orders that still have to come to an end
 * @param failed refunds that the gateway has refused: an organiser has to look at them
 * @param given what the gateways have given back
 */
public record Cancellation(
    String by,
    String reason,
    Instant startedAt,
    @Nullable Instant finishedAt,
    long sold,
    long open,
    long failed,
    Money given) {

  /** Orders of which everything has gone back or is on its way. */
  public long refunded() {
    return Math.max(0, sold - open);
  }
}
