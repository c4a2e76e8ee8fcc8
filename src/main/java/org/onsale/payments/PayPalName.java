package org.onsale.payments;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a payment is called in PayPal's books: {@code custom_id}, of the letters that PayPal's
 * reports allow. It tells which Onsale made it, for others share the account.
 *
 * @param key of the attempt
 * @param site empty of payments from before they said so
 */
record PayPalName(String key, String site) {
  private static final Pattern WRITTEN =
      Pattern.compile("([A-Z0-9-]+)[./]([0-9]+)(?:\\.([A-Za-z0-9-]+))?");

  static Optional<PayPalName> read(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new PayPalName(
                matcher.group(1) + "/" + matcher.group(2),
                Optional.ofNullable(matcher.group(3)).orElse("")))
        : Optional.empty();
  }

  String written() {
    return key.replace('/', '.') + "." + site;
  }
}
