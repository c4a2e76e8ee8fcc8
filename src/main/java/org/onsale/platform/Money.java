package org.onsale.platform;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;

/**
 * An amount in the minor units of its currency: {@code Money(1250, EUR)} is 12.50 euros, {@code
 * Money(1250, JPY)} is 1250 yen. Amounts of different currencies never meet.
 */
public record Money(long amount, Currency currency) {

  public static Money of(long amount, String currency) {
    return new Money(amount, Currency.getInstance(currency));
  }

  public static Money zero(Currency currency) {
    return new Money(0, currency);
  }

  /**
   * @throws ArithmeticException when the sum does not fit
   * @throws IllegalArgumentException when the currencies differ
   */
  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
    }
    return new Money(Math.addExact(amount, other.amount), currency);
  }

  /** As {@link #plus}; the difference may be below zero. */
  public Money minus(Money other) {
    return plus(new Money(Math.negateExact(other.amount), other.currency));
  }

  /** The smaller of the two. */
  public Money min(Money other) {
    return minus(other).amount < 0 ? this : other;
  }

  /**
   * The part {@code numerator / denominator} of an amount that is not below zero, rounded to the
   * minor unit, halves up.
   *
   * @throws ArithmeticException when an intermediate product does not fit
   */
  public Money part(long numerator, long denominator) {
    long twice = Math.multiplyExact(Math.multiplyExact(amount, numerator), 2);
    long whole = Math.addExact(twice, denominator) / Math.multiplyExact(2, denominator);
    return new Money(whole, currency);
  }

  public Money times(int quantity) {
    return new Money(Math.multiplyExact(amount, quantity), currency);
  }

  /** As people read it, on every page and paper: {@code €1,250.00}, {@code JP¥1,250}. */
  public String shown() {
    return shown(Locale.UK);
  }

  /** As people write it who speak so: {@code 1.250,00 €} in German. */
  public String shown(Locale locale) {
    int digits = Math.max(0, currency.getDefaultFractionDigits());
    NumberFormat format = NumberFormat.getCurrencyInstance(locale);
    format.setCurrency(currency);
    format.setMinimumFractionDigits(digits);
    format.setMaximumFractionDigits(digits);
    return format.format(BigDecimal.valueOf(amount, digits));
  }
}
