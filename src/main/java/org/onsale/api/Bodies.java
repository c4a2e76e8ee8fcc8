package org.onsale.api;

import org.jspecify.annotations.Nullable;
import org.onsale.platform.Problem;

/** Reads what every resource reads in the same way. */
final class Bodies {
  private Bodies() {}

  /** The body, which must be there. */
  static <T> T present(@Nullable T body) {
    if (body == null) {
      throw Problem.of(400, "malformed-json", "The body is no JSON")
          .withDetail("The body is empty; a JSON object is expected.")
          .asException();
    }
    return body;
  }

  /** A number in a path; what is none leads nowhere. */
  static long id(String text, String what) {
    if (!text.matches("[0-9]{1,18}")) {
      throw Problem.notFound(what).asException();
    }
    return Long.parseLong(text);
  }
}
