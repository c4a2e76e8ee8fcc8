package org.onsale.tickets;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The number of a ticket: 60 random bits as twelve characters of Crockford's base 32, which has no
 * I, L, O or U to mistake. Short enough to be typed at the gate, too long to be guessed.
 */
public record TicketId(String value) {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{12}");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int LENGTH = 12;

  public TicketId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a ticket id: " + value);
    }
  }

  static TicketId random() {
    return ofNumber(RANDOM.nextLong());
  }

  /** The id of the lowest 60 bits. */
  static TicketId ofNumber(long number) {
    char[] characters = new char[LENGTH];
    long rest = number;
    for (int i = LENGTH - 1; i >= 0; i--) {
      characters[i] = ALPHABET.charAt((int) (rest & 31));
      rest >>>= 5;
    }
    return new TicketId(new String(characters));
  }

  /** The 60 bits. */
  long number() {
    long number = 0;
    for (int i = 0; i < LENGTH; i++) {
      number = number << 5 | ALPHABET.indexOf(value.charAt(i));
    }
    return number;
  }

  /** Reads what somebody typed: any case, with blanks and hyphens, O for 0 and I or L for 1. */
  public static Optional<TicketId> parse(String typed) {
    String clean =
        typed
            .toUpperCase(Locale.ROOT)
            .replaceAll("[\\s-]", "")
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    return FORM.matcher(clean).matches() ? Optional.of(new TicketId(clean)) : Optional.empty();
  }

  /** As printed on the ticket: {@code K7Q2-M9XD-4T8P}. */
  public String grouped() {
    return value.substring(0, 4) + "-" + value.substring(4, 8) + "-" + value.substring(8);
  }

  @Override
  public String toString() {
    return value;
  }
}
