package org.onsale.catalog;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page of a list of events begins: after this one. Opaque to clients.
 *
 * @param rank how well it fits what was looked for; 0 in lists that have no such order
 */
record Cursor(Instant startsAt, long id, int rank) {
  private static final Pattern PLAIN = Pattern.compile("(-?\\d+)\\.(-?\\d+)(?:\\.(\\d+))?");

  static Optional<Cursor> parse(@Nullable String text) {
    if (text == null || text.length() > 100) {
      return Optional.empty();
    }
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.ISO_8859_1);
      Matcher parts = PLAIN.matcher(plain);
      if (!parts.matches()) {
        return Optional.empty();
      }
      long micros = Long.parseLong(parts.group(1));
      long id = Long.parseLong(parts.group(2));
      String rank = parts.group(3);
      return Optional.of(
          new Cursor(
              Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
              id,
              rank == null ? 0 : Integer.parseInt(rank)));
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    String plain = ChronoUnit.MICROS.between(Instant.EPOCH, startsAt) + "." + id + "." + rank;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.ISO_8859_1));
  }
}
