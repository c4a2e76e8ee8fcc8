package org.onsale.orders;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a buyer chose besides places: ticket types and a promo code.
 *
 * @param tickets for some of the places, those of a pool in turn; the others are standard tickets
 * @param promoCode empty for none
 */
public record Choice(List<Ticket> tickets, String promoCode) {

  /** Standard tickets, and no promo code. */
  public static final Choice STANDARD = new Choice(List.of(), "");

  /** A ticket type that is no type: the standard ticket of a category or a pool. */
  public static final int STANDARD_TYPE = 0;

  public Choice {
    tickets = List.copyOf(tickets);
    promoCode = promoCode.strip().toUpperCase(Locale.ROOT);
  }

  /**
   * Tickets of one type.
   *
   * @param seat null for places of a pool
   * @param pool null for a seat
   * @param quantity 1 for a seat
   */
  public record Ticket(@Nullable Integer seat, @Nullable Integer pool, int type, int quantity) {}
}
