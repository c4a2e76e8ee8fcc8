package org.onsale.orders;

import java.time.Instant;

/**
 * A receipt of an order or a credit note of a refund. What it is about never changes, so that it
 * can be drawn again at any time.
 *
 * @param number 1, 2, 3 … of its kind, without gaps
 * @param refund number of the refund within the order; 0 for a receipt
 * @param seller as it was called when it was issued
 * @param country of the seller, ISO 3166, two letters
 */
public record Receipt(
    Kind kind,
    long number,
    OrderCode order,
    int refund,
    String seller,
    String country,
    Instant issuedAt) {

  /** Each has numbers of its own. */
  public enum Kind {
    RECEIPT("R"),
    CREDIT_NOTE("C");

    private final String letter;

    Kind(String letter) {
      this.letter = letter;
    }
  }

  /** Its number as people quote it, such as {@code R-000042}. */
  public String shownNumber() {
    return "%s-%06d".formatted(kind.letter, number);
  }
}
