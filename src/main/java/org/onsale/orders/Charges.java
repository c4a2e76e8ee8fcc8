package org.onsale.orders;

import java.math.BigDecimal;
import java.util.Currency;
import org.onsale.catalog.PriceList;
import org.onsale.platform.Money;

/**
 * What an order's total is made of besides the prices of its lines, in sums.
 *
 * @param promoCode empty for none
 * @param discount of all lines
 * @param fee of all lines, and {@code orderFee}
 * @param orderFee what is charged once for the order
 * @param tax of all lines, and {@code orderFeeTax}
 * @param orderFeeTax the tax on {@code orderFee}
 * @param taxName empty when there is no tax
 * @param taxRate in basis points
 * @param taxIncluded whether prices and fees contain the tax, or it is added to them
 */
public record Charges(
    String promoCode,
    Money discount,
    Money fee,
    Money orderFee,
    Money tax,
    Money orderFeeTax,
    String taxName,
    int taxRate,
    boolean taxIncluded) {

  /** Nothing but prices. */
  static Charges none(Currency currency) {
    Money zero = Money.zero(currency);
    return new Charges("", zero, zero, zero, zero, zero, "", 0, true);
  }

  /** What the charges add to the sum of the prices; below zero when discounts outweigh them. */
  Money added() {
    Money added = fee.minus(discount);
    return taxIncluded ? added : added.plus(tax);
  }

  /** What is paid for one ticket. */
  Money paid(Money price, Money ticketDiscount, Money ticketFee, Money ticketTax) {
    Money paid = price.minus(ticketDiscount).plus(ticketFee);
    return taxIncluded ? paid : paid.plus(ticketTax);
  }

  /**
   * The tax that is contained in the fee of a ticket, or added to it: rounded as that of the whole
   * ticket, so that it is no more.
   */
  public Money feeTax(OrderLine line) {
    return tax(line.fee(), line.taxed().partStep(), taxRate, taxIncluded);
  }

  /** The tax in an amount, to the minor unit, or on it, to what can be paid. */
  static Money tax(Money amount, int rate, boolean included) {
    return tax(amount, amount.partStep(), rate, included);
  }

  private static Money tax(Money amount, long step, int rate, boolean included) {
    return included
        ? amount.part(rate, PriceList.WHOLE + rate)
        : amount.part(rate, PriceList.WHOLE, step);
  }

  /** What is paid for the fee of one ticket: what a refund without fees keeps. */
  Money paidForFee(OrderLine line) {
    return taxIncluded ? line.fee() : line.fee().plus(feeTax(line));
  }

  /** What is paid for the order besides its tickets. */
  public Money paidForOrder() {
    return taxIncluded ? orderFee : orderFee.plus(orderFeeTax);
  }

  /** The rate as people read it: {@code 19 %}, {@code 7.7 %}. */
  public String shownRate() {
    return BigDecimal.valueOf(taxRate, 2).stripTrailingZeros().toPlainString() + " %";
  }
}
