package org.onsale.backoffice;

import io.quarkus.arc.Arc;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.Optional;
import org.onsale.platform.Language;
import org.onsale.platform.Money;
import org.onsale.platform.PageLanguage;

/**
 * Who reads the page at hand: in which words, and by which customs dates and amounts are written.
 */
final class Reader {
  private Reader() {}

  /** The words of a bundle. */
  static <T> T words(Class<T> bundle) {
    String language = page().map(PageLanguage::lang).orElse(Language.ENGLISH.id());
    return language.equals(Language.ENGLISH.id())
        ? MessageBundles.get(bundle)
        : MessageBundles.get(bundle, Localized.Literal.of(language));
  }

  static Locale locale() {
    return page().map(PageLanguage::locale).orElse(Locale.UK);
  }

  /** Nobody, where there is no request: English is written then. */
  private static Optional<PageLanguage> page() {
    var container = Arc.container();
    return container == null || !container.requestContext().isActive()
        ? Optional.empty()
        : Optional.of(container.instance(PageLanguage.class).get());
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
