package org.onsale.payments;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import java.util.Set;
import org.onsale.platform.Money;

/**
 * Amounts as Stripe counts them: in its own minor units, which are not always those of ISO 4217.
 *
 * <p>Source: docs.stripe.com/currencies, "Zero-decimal", "Three-decimal" and "Special cases".
 */
final class StripeAmounts {
  private static final Set<String> WITHOUT_DECIMALS =
      Set.of(
          "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF",
          "XOF", "XPF");
  private static final Set<String> WITH_THREE = Set.of("BHD", "JOD", "KWD", "OMR", "TND");

  private StripeAmounts() {}

  /** Empty when Stripe cannot take exactly this amount. */
  static OptionalLong of(Money money) {
    int digits = digits(money.currency().getCurrencyCode());
    int ours = Math.max(0, money.currency().getDefaultFractionDigits());
    BigDecimal units = BigDecimal.valueOf(money.amount(), ours).movePointRight(digits);
    if (units.stripTrailingZeros().scale() > 0) {
      return OptionalLong.empty();
    }
    long amount = units.longValueExact();
    // The last of three digits must be a zero.
    return digits == 3 && amount % 10 != 0 ? OptionalLong.empty() : OptionalLong.of(amount);
  }

  private static int digits(String currency) {
    return WITHOUT_DECIMALS.contains(currency) ? 0 : WITH_THREE.contains(currency) ? 3 : 2;
  }

  /** The amount that Stripe counts so, as we count it; what we cannot count is rounded. */
  static Money money(long units, String currency) {
    Money unit = Money.of(0, currency);
    int ours = Math.max(0, unit.currency().getDefaultFractionDigits());
    BigDecimal amount =
        BigDecimal.valueOf(units, digits(currency)).setScale(ours, RoundingMode.HALF_EVEN);
    return new Money(amount.unscaledValue().longValueExact(), unit.currency());
  }
}
