package org.onsale.orders;

import java.util.List;
import org.onsale.catalog.PriceList;
import org.onsale.platform.Money;

/**
 * What an order would cost. It adds up to the minor unit:
 *
 * <pre>
 * total = the lines' prices − discounts + fees + the order's own fee
 *         + taxes, when they are added to the prices and not contained in them
 * </pre>
 *
 * @param fees what each fee comes to, in the order of the price list; those that prices contain
 *     already are no part of the sum
 */
public record Quote(List<Line> lines, List<FeeSum> fees, Charges charges, Money total) {
  public Quote {
    lines = List.copyOf(lines);
    fees = List.copyOf(fees);
  }

  /**
   * One ticket.
   *
   * @param type the name of its type; empty for the standard ticket
   * @param price as the price list has it
   * @param discount what the promo code takes off it
   * @param fee what is charged for this ticket besides
   * @param tax on price, less discount, and fee
   */
  public record Line(Place place, String type, Money price, Money discount, Money fee, Money tax) {}

  /** What a fee comes to in the whole order. */
  public record FeeSum(String name, Money amount, boolean included) {
    static FeeSum of(PriceList.Fee fee, Money amount) {
      return new FeeSum(fee.name(), amount, fee.included());
    }
  }
}
