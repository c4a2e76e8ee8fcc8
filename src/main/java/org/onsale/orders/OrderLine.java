package org.onsale.orders;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Language;
import org.onsale.platform.Money;
import org.onsale.seating.SeatName;

/**
 * One seat or one standing place of an order, described as it was when it was ordered. A line
 * becomes one ticket.
 *
 * @param number 1, 2, 3 … within the order
 * @param seat the seat index; null for a place in a pool
 * @param pool the pool's id; null for a seat
 * @param place as it is stored: "Stalls, Row 3, Seat 12", or the pool's name
 * @param category the name of the price category; the pool's name for a place
 * @param type the name of the ticket type; empty for the standard ticket
 * @param price before the discount
 * @param discount what the promo code takes off
 * @param fee what is charged for this ticket besides
 * @param tax on price, less discount, and fee: contained in them or added, as the order says
 * @param attendee who will come; the buyer's name when none was given
 */
public record OrderLine(
    int number,
    @Nullable Integer seat,
    @Nullable Integer pool,
    String place,
    String category,
    String type,
    Money price,
    Money discount,
    Money fee,
    Money tax,
    String attendee) {

  /** The place as its reader says it: "Stalls, Reihe 3, Platz 12". */
  public String place(Locale reader) {
    return said(seat, place, reader);
  }

  /**
   * A place that was stored, as its reader says it. The name of a pool is its organiser's, and
   * stays.
   *
   * @param seat null for a place in a pool
   */
  public static String said(@Nullable Integer seat, String place, Locale reader) {
    // A purchase says its places a dozen times, and most are read in English, as they are stored.
    boolean asStored = seat == null || reader.getLanguage().equals(Language.ENGLISH.id());
    return asStored ? place : SeatName.said(place).in(reader);
  }

  /** What its tax is in, or on: its price less the discount, and its fee. */
  Money taxed() {
    return price.minus(discount).plus(fee);
  }

  /** What is paid for it: what a refund of it gives back. */
  public Money paid(Charges charges) {
    return charges.paid(price, discount, fee, tax);
  }

  /** The category, with the ticket type when it has one: what stands on the ticket. */
  public String kind() {
    return type.isEmpty() ? category : category + ", " + type;
  }
}
