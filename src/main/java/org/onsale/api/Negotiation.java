package org.onsale.api;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what a request says it accepts and knows. */
final class Negotiation {
  private Negotiation() {}

  /**
   * @param encodings the request's {@code Accept-Encoding}
   */
  static boolean acceptsGzip(@Nullable String encodings) {
    if (encodings == null) {
      return false;
    }
    for (String coding : encodings.toLowerCase(Locale.ROOT).split(",", 20)) {
      String[] parts = coding.replace(" ", "").split(";", 3);
      if (parts[0].equals("gzip") || parts[0].equals("*")) {
        return parts.length == 1 || !parts[1].matches("q=0(\\.0*)?");
      }
    }
    return false;
  }

  /**
   * Whether {@code If-None-Match} names the tag; compared weakly, as RFC 9110 (13.1.2) asks.
   *
   * @param known the request's {@code If-None-Match}
   */
  static boolean names(@Nullable String known, String tag) {
    if (known == null) {
      return false;
    }
    for (String entry : known.split(",", 50)) {
      String one = entry.strip();
      if (one.equals("*") || one.equals(tag) || one.equals("W/" + tag)) {
        return true;
      }
    }
    return false;
  }
}
