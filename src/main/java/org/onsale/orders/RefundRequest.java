package org.onsale.orders;

import java.util.List;

/**
 * A wish to give money back.
 *
 * @param lines numbers of the order's lines; empty for all that are not refunded yet
 * @param by who gives it
 * @param reason a sentence for the order's history; may be empty
 */
public record RefundRequest(List<Integer> lines, String by, String reason) {
  /** Characters of a reason at most; a form or body with a longer one is refused. */
  public static final int MAX_REASON = 200;

  public RefundRequest {
    lines = lines.stream().sorted().toList();
  }
}
