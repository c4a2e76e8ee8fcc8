package org.onsale.payments;

import java.math.BigDecimal;
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
    String currency = money.currency().getCurrencyCode();
    int digits = WITHOUT_DECIMALS.contains(currency) ? 0 : WITH_THREE.contains(currency) ? 3 : 2;
    int ours = Math.max(0, money.currency().getDefaultFractionDigits());
    BigDecimal units = BigDecimal.valueOf(money.amount(), ours).movePointRight(digits);
    if (units.stripTrailingZeros().scale() > 0) {
      return OptionalLong.empty();
    }
    long amount = units.longValueExact();
    // The last of three digits must be a zero.
    return digits == 3 && amount % 10 != 0 ? OptionalLong.empty() : OptionalLong.of(amount);
  }
}
