package org.onsale.orders;

import java.util.List;
import org.onsale.platform.Phrase;

/**
 * A wish to give money back.
 *
 * @param lines numbers of the order's lines; empty for all that are not refunded yet
 * @param withFees whether the fees of these lines are given back too, and with the last lines that
 *     of the order
 * @param by who gives it: an organiser's name, or {@link #BUYER}
 * @param reason a sentence for the order's history; may be empty
 */
public record RefundRequest(List<Integer> lines, boolean withFees, String by, String reason) {
  /** Characters of a reason at most; a form or body with a longer one is refused. */
  public static final int MAX_REASON = 200;

  /** Who gives back what the buyer asks for by himself. */
  public static final String BUYER = Phrase.toStore("The buyer");

  public RefundRequest {
    lines = lines.stream().sorted().toList();
  }

  /** With all that was paid for the lines. */
  public RefundRequest(List<Integer> lines, String by, String reason) {
    this(lines, true, by, reason);
  }

  /** Whether the buyer asks by himself; then a ticket that went in at a gate is not taken back. */
  public boolean isByBuyer() {
    return by.equals(BUYER);
  }
}
