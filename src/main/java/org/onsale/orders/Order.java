package org.onsale.orders;

import java.time.Instant;
import java.util.List;
import org.onsale.platform.Money;

/**
 * An order as it stands in the database.
 *
 * @param total the sum of the lines' prices and what the charges add or take off
 */
public record Order(
    OrderCode code,
    Status status,
    Buyer buyer,
    List<OrderLine> lines,
    Charges charges,
    Money total,
    Instant createdAt,
    Instant payBy) {

  /** As it was answered when it was placed, whatever has happened to it since. */
  Order asPlaced() {
    return new Order(code, Status.PENDING, buyer, lines, charges, total, createdAt, payBy);
  }

  /**
   * The life of an order: pending → authorised → confirmed → paid; a pending or authorised one may
   * end cancelled, a paid one refunded. One whose money came late may stand offered in between.
   */
  public enum Status {
    /** Waits for a payment until {@code payBy}. */
    PENDING,
    /**
     * The money was set aside too late; other places than those that were ordered are held, and the
     * buyer is asked whether to take them.
     */
    OFFERED,
    /** The gateway has set the money aside; the seats are not sold yet. */
    AUTHORISED,
    /** The seats are sold and the tickets issued; the money is not captured yet. */
    CONFIRMED,
    /** The money is captured: ticket codes are given out from now on. */
    PAID,
    CANCELLED,
    REFUNDED;

    /** Whether money was taken, and perhaps given back since. */
    public boolean wasPaid() {
      return this == PAID || this == REFUNDED;
    }
  }

  /**
   * Who ordered.
   *
   * @param phone empty when none was given
   * @param language what the buyer's browser asked for (BCP 47)
   */
  public record Buyer(String name, String email, String phone, String language) {

    /** Who says nothing of a language is written to in English. */
    public Buyer(String name, String email, String phone) {
      this(name, email, phone, "en");
    }
  }
}
