package org.onsale.api;

import org.jspecify.annotations.Nullable;

/** Reads what a request says it knows. */
final class Negotiation {
  private Negotiation() {}

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
