package org.onsale.backoffice;

import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Money;
import org.onsale.platform.PageLanguage;

/** Amounts of money as people type and read them. */
final class Amounts {
  private static final Pattern WHOLE =
      Pattern.compile("[0-9]{1,12}|[0-9]{1,3}([.,])[0-9]{3}(\\1[0-9]{3}){0,2}");

  private Amounts() {}

  /**
   * Minor units of what was typed; null when it is no amount. Point and comma both part euros from
   * cents, and thousands: {@code 1.250,00} and {@code 1,250.00} are the same, and so is {@code
   * 1.250} where no currency has three digits after the point.
   */
  static @Nullable Long minorUnits(String typed, Currency currency) {
    String plain = typed.strip().replaceAll("[\\s\u00a0\u202f']", "");
    int digits = currency.getDefaultFractionDigits();
    int last = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','));
    boolean parts = last >= 0 && (plain.length() - last - 1 != 3 || digits >= 3);
    String whole = parts ? plain.substring(0, last) : plain;
    String fraction = parts ? plain.substring(last + 1) : "";
    if (!WHOLE.matcher(whole).matches() || !fraction.matches("[0-9]{0," + digits + "}")) {
      return null;
    }
    return new BigDecimal(whole.replaceAll("[.,]", "") + "." + fraction + "0")
        .movePointRight(digits)
        .longValueExact();
  }

  /** Without the currency, as it stands in a field: {@code 12.50}, in German {@code 12,50}. */
  static String typed(Money money) {
    return typed(BigDecimal.valueOf(money.amount(), money.currency().getDefaultFractionDigits()));
  }

  /** The same of any number. */
  static String typed(BigDecimal number) {
    char point = DecimalFormatSymbols.getInstance(PageLanguage.reader()).getDecimalSeparator();
    return number.toPlainString().replace('.', point);
  }

  /** A count, with its thousands parted. */
  static String count(long number) {
    return NumberFormat.getIntegerInstance(PageLanguage.reader()).format(number);
  }

  /** As whoever reads the page writes it. */
  static String shown(Money money) {
    return money.shown(PageLanguage.reader());
  }
}
