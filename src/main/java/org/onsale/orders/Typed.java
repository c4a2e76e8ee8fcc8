package org.onsale.orders;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.CardNumbers;
import org.onsale.platform.FieldError;

/** Checks what buyers type, wherever they do. */
public final class Typed {
  /** The longest name, in characters. */
  public static final int MAX_NAME = 200;

  /** The longest e-mail address (RFC 5321, 4.5.3.1.3). */
  public static final int MAX_EMAIL = 254;

  public static final int MAX_PHONE = 40;

  /** One at sign, a dot after it, no white space: the mail itself tells the rest. */
  private static final Pattern EMAIL =
      Pattern.compile("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+\\.[^@\\s\\p{Cntrl}]+");

  private Typed() {}

  /**
   * Who orders; the fields are called {@code buyer.name}, {@code buyer.email}, {@code buyer.phone}.
   *
   * @param errors where every fault is added
   */
  public static Order.Buyer buyer(
      @Nullable String name,
      @Nullable String email,
      @Nullable String phone,
      String language,
      List<FieldError> errors) {
    String called = text("buyer.name", name, MAX_NAME, true, errors);
    String address = text("buyer.email", email, MAX_EMAIL, true, errors);
    String number = text("buyer.phone", phone, MAX_PHONE, false, errors);
    if (!address.isEmpty() && !isEmail(address)) {
      errors.add(new FieldError("buyer.email", "Must be an address such as ada@example.org."));
    }
    return new Order.Buyer(called, address, number, language);
  }

  /** Whether mail could go there. */
  public static boolean isEmail(String text) {
    return text.length() <= MAX_EMAIL && EMAIL.matcher(text).matches();
  }

  /** A line of text, without the white space around it; every fault is added to the errors. */
  public static String text(
      String field, @Nullable String value, int max, boolean needed, List<FieldError> errors) {
    String text = value == null ? "" : value.strip();
    if (needed && text.isEmpty()) {
      errors.add(new FieldError(field, "Is needed."));
    } else if (text.length() > max) {
      errors.add(new FieldError(field, "Is longer than {1} characters.", max));
    } else if (text.chars().anyMatch(Character::isISOControl)) {
      errors.add(new FieldError(field, "Has characters that cannot be printed."));
    } else if (CardNumbers.areIn(text)) {
      errors.add(new FieldError(field, "Looks like the number of a card, which is not kept here."));
    }
    return text;
  }
}
