package org.onsale.payments;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.onsale.platform.Money;

/**
 * Amounts as PayPal writes them: decimal numbers, in the currencies that it takes.
 *
 * <p>Source: developer.paypal.com/reference/currency-codes.
 */
final class PayPalAmounts {
  private static final Set<String> TAKEN =
      Set.of(
          "AUD", "BRL", "CAD", "CNY", "CZK", "DKK", "EUR", "HKD", "HUF", "ILS", "JPY", "MYR", "MXN",
          "TWD", "NZD", "NOK", "PHP", "PLN", "GBP", "SGD", "SEK", "CHF", "THB", "USD");

  /** Of these PayPal takes whole units only, though some have minor units. */
  private static final Set<String> WHOLE = Set.of("HUF", "JPY", "TWD");

  private PayPalAmounts() {}

  /** Empty when PayPal cannot take exactly this amount. */
  static Optional<String> of(Money money) {
    String currency = money.currency().getCurrencyCode();
    int digits = money.currency().getDefaultFractionDigits();
    BigDecimal value = BigDecimal.valueOf(money.amount(), digits);
    if (WHOLE.contains(currency)) {
      value = value.stripTrailingZeros();
      digits = 0;
    }
    return TAKEN.contains(currency) && value.scale() <= digits
        ? Optional.of(value.setScale(digits).toPlainString())
        : Optional.empty();
  }

  /**
   * An amount as answers carry it.
   *
   * @throws ArithmeticException when it has fractions of the currency's minor unit
   */
  static Money money(JsonNode json) {
    Currency currency = Currency.getInstance(json.path("currency_code").asText(""));
    BigDecimal value = new BigDecimal(json.path("value").asText("0"));
    return new Money(
        value.movePointRight(currency.getDefaultFractionDigits()).longValueExact(), currency);
  }

  /** The same as requests carry it; the amount is one that PayPal takes. */
  static Map<String, String> json(Money money) {
    return Map.of(
        "currency_code", money.currency().getCurrencyCode(), "value", of(money).orElseThrow());
  }
}
