package org.onsale.backoffice;

import java.math.BigDecimal;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Money;

/** Amounts of money as people type them; {@link Money#shown} is how they read them. */
final class Amounts {
  private Amounts() {}

  /** Minor units of what was typed, with a point or a comma; null when it is no amount. */
  static @Nullable Long minorUnits(String typed, Currency currency) {
    String plain = typed.strip().replace(" ", "").replace(',', '.');
    if (!plain.matches("[0-9]{1,12}(\\.[0-9]{0,6})?")) {
      return null;
    }
    try {
      return new BigDecimal(plain.endsWith(".") ? plain + "0" : plain)
          .movePointRight(currency.getDefaultFractionDigits())
          .longValueExact();
    } catch (ArithmeticException e) {
      return null;
    }
  }

  /** Without the currency, as it stands in a field: {@code 12.50}. */
  static String typed(Money money) {
    return BigDecimal.valueOf(money.amount(), money.currency().getDefaultFractionDigits())
        .toPlainString();
  }
}
