package org.onsale.api;

import com.google.errorprone.annotations.CompileTimeConstant;
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
  static long id(String text, @CompileTimeConstant String what) {
    if (!text.matches("[0-9]{1,18}")) {
      throw Problem.notFound(what).asException();
    }
    return Long.parseLong(text);
  }

  /** How many a page may hold: more than the most is cut to it, but no page holds less than one. */
  static int limit(int given) {
    if (given < 1) {
      throw Problem.invalid("limit", "This must be a whole number from 1.").asException();
    }
    return given;
  }
}
