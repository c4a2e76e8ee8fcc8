package org.onsale.catalog;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes the name of an event fit for an address: {@code "Don Giovanni"} → {@code don-giovanni}. */
final class Slug {
  private static final int MAX_LENGTH = 60;
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");

  private Slug() {}

  /** Never empty and never all digits, so that it is never taken for an id; maybe not unique. */
  static String of(String name) {
    String spelled =
        name.replace("ß", "ss")
            .replace("æ", "ae")
            .replace("Æ", "ae")
            .replace("ø", "o")
            .replace("Ø", "o")
            .replace("ł", "l")
            .replace("Ł", "l")
            .replace("&", " and ");
    String plain =
        MARKS
            .matcher(Normalizer.normalize(spelled, Normalizer.Form.NFKD))
            .replaceAll("")
            .toLowerCase(Locale.ROOT);
    String slug = OTHERS.matcher(plain).replaceAll("-");
    slug = trim(slug.substring(0, Math.min(slug.length(), MAX_LENGTH)));
    if (slug.isEmpty()) {
      return "event";
    }
    return slug.chars().anyMatch(c -> c >= 'a') ? slug : "event-" + slug;
  }

  private static String trim(String slug) {
    int from = slug.startsWith("-") ? 1 : 0;
    int to = slug.endsWith("-") ? slug.length() - 1 : slug.length();
    return from >= to ? "" : slug.substring(from, to);
  }
}
