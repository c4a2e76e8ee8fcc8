package org.onsale.platform;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;

/**
 * An amount in the minor units of its currency: {@code Money(1250, EUR)} is 12.50 euros, {@code
 * Money(1250, JPY)} is 1250 yen. Amounts of different currencies never meet.
 */
public record Money(long amount, Currency currency) {
  /** In these, providers of payments take whole units only, though there are smaller ones. */
  private static final Set<String> PAID_WHOLE = Set.of("HUF", "MGA", "TWD");

  public static Money of(long amount, String currency) {
    return new Money(amount, Currency.getInstance(currency));
  }

  public static Money zero(Currency currency) {
    return new Money(0, currency);
  }

  /**
   * What can be paid in a currency is a multiple of this: the coarsest of what the providers of
   * payments take. It is the minor unit, but whole forints, ariary and New Taiwan dollars, and two
   * digits where a currency has more.
   *
   * <p>Source: docs.stripe.com/currencies and developer.paypal.com/reference/currency-codes.
   */
  public static Money step(Currency currency) {
    int digits = PAID_WHOLE.contains(currency.getCurrencyCode()) ? 0 : 2;
    int finer = Math.max(0, currency.getDefaultFractionDigits() - digits);
    return new Money(BigDecimal.ONE.movePointRight(finer).longValueExact(), currency);
  }

  /** Whether providers of payments take it to the minor unit. */
  public boolean canBePaid() {
    return amount % step(currency).amount == 0;
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

  /** As {@link #part}, rounded to the {@link #partStep}. */
  public Money payablePart(long numerator, long denominator) {
    return part(numerator, denominator, partStep());
  }

  /**
   * What parts of it are rounded to, in minor units: of what can be paid so can the parts, they are
   * multiples of the {@link #step}; of what is finer, they are minor units.
   */
  public long partStep() {
    return canBePaid() ? step(currency).amount : 1;
  }

  /** As {@link #part}, rounded to a multiple of a step, which is in minor units. */
  public Money part(long numerator, long denominator, long step) {
    Money steps = part(numerator, Math.multiplyExact(denominator, step));
    return new Money(Math.multiplyExact(steps.amount, step), currency);
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
