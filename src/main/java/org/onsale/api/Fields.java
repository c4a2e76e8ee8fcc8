package org.onsale.api;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.FieldError;
import org.onsale.platform.Problem;
import org.onsale.platform.ProblemException;

/**
 * Reads the fields of a body and gathers those that cannot be read. They are given to the module as
 * null, which refuses them along with everything else; here they get the better reason.
 */
final class Fields {
  private final List<FieldError> unreadable = new ArrayList<>();

  static String text(@Nullable String given) {
    return given == null ? "" : given;
  }

  @Nullable Instant instant(String field, @Nullable String given) {
    if (given == null || given.isBlank()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(given.strip()).toInstant();
    } catch (DateTimeException e) {
      unreadable.add(
          new FieldError(
              field, "Write a time with its offset, such as 2026-06-01T19:30:00+02:00."));
      return null;
    }
  }

  void refuse(String field, @CompileTimeConstant String message, Object... values) {
    unreadable.add(new FieldError(field, message, values));
  }

  boolean hasUnreadable() {
    return !unreadable.isEmpty();
  }

  static Duration seconds(@Nullable Long given, Duration otherwise) {
    return given == null ? otherwise : Duration.ofSeconds(Math.clamp(given, -1, 1L << 32));
  }

  @Nullable Long id(String field, @Nullable String given) {
    if (given == null || given.isBlank()) {
      return null;
    }
    if (!given.matches("[0-9]{1,18}")) {
      unreadable.add(new FieldError(field, "This is no id."));
      return null;
    }
    return Long.valueOf(given);
  }

  /** The version that a change was made from, without which it could undo another's. */
  static long version(@Nullable Long given) {
    if (given == null) {
      throw Problem.invalid("version", "Send the version of the event that you changed.")
          .asException();
    }
    return given;
  }

  /** Every fault as one problem: what could not be read, and the module's faults of the rest. */
  ProblemException problem(List<FieldError> refused) {
    var all = new ArrayList<>(unreadable);
    Set<String> named = new HashSet<>();
    unreadable.forEach(error -> named.add(error.field()));
    refused.stream().filter(error -> !named.contains(error.field())).forEach(all::add);
    return Problem.invalid(all).asException();
  }
}
