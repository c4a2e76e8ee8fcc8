package org.onsale.catalog;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the next page of a list of events begins: after this one. Opaque to clients. */
record Cursor(Instant startsAt, long id) {

  static Optional<Cursor> parse(@Nullable String text) {
    if (text == null || text.length() > 100) {
      return Optional.empty();
    }
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.ISO_8859_1);
      int dot = plain.indexOf('.');
      if (dot < 0) {
        return Optional.empty();
      }
      long micros = Long.parseLong(plain.substring(0, dot));
      long id = Long.parseLong(plain.substring(dot + 1));
      return Optional.of(new Cursor(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), id));
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    String plain = ChronoUnit.MICROS.between(Instant.EPOCH, startsAt) + "." + id;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.ISO_8859_1));
  }
}
