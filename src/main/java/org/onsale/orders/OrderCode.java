package org.onsale.orders;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onsale.platform.EventId;

/**
 * The name of an order as buyers see and say it: the letter of its shard, the number of its event
 * and eight random characters, such as {@code A12-K7Q2M9XD}. So the code alone leads to the shard
 * and to the rows, without an index over all events.
 */
public record OrderCode(EventId event, String value) {
  /** Crockford's base 32: no I, L, O or U to mistake. */
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final Pattern FORM = Pattern.compile("A([1-9][0-9]{0,17})-[0-9A-HJKMNP-TV-Z]{8}");
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new code, one of 2^40 for its event. */
  public static OrderCode random(EventId event) {
    var code = new StringBuilder("A").append(event.value()).append('-');
    for (int i = 0; i < 8; i++) {
      code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return new OrderCode(event, code.toString());
  }

  /** Empty when the text is no order code. */
  public static Optional<OrderCode> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new OrderCode(new EventId(Long.parseLong(matcher.group(1))), text))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
