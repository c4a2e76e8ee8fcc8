package org.onsale.backoffice;

import java.text.NumberFormat;
import java.util.Locale;
import org.onsale.platform.Money;
import org.onsale.platform.PageLanguage;

/**
 * Who reads the page at hand: in which words, and by which customs dates and amounts are written.
 */
final class Reader {
  private Reader() {}

  /** The words of a bundle. */
  static <T> T words(Class<T> bundle) {
    return PageLanguage.words(bundle);
  }

  static Locale locale() {
    return PageLanguage.reader();
  }

  /** {@code €1,250.00}. */
  static String shown(Money money) {
    return money.shown(locale());
  }

  /** {@code 1,608}. */
  static String shown(long number) {
    return NumberFormat.getIntegerInstance(locale()).format(number);
  }
}
