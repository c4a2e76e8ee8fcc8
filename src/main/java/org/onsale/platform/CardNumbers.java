package org.onsale.platform;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the numbers of payment cards in what people type, so that none is ever stored: they belong
 * on the pages of payment providers alone (PCI DSS, requirement 3).
 */
public final class CardNumbers {

  /**
   * Fifteen, sixteen or nineteen digits that begin as those of the large networks do, in one piece
   * or in the groups in which they stand on cards. Shorter ones are no longer given out, and would
   * be found in telephone numbers; digits between other digits or letters are parts of something
   * else, such as a UUID.
   */
  private static final Pattern LOOKS_LIKE_ONE =
      Pattern.compile(
          "(?<![0-9A-Za-z])(?=3[47]|35|4|5[1-5]|2[2-7]|6)"
              + "(?:[0-9]{15,16}|[0-9]{19}"
              + "|[0-9]{4}(?<four>[ .-])[0-9]{4}\\k<four>[0-9]{4}\\k<four>[0-9]{4}"
              + "(?:\\k<four>[0-9]{3})?"
              + "|[0-9]{4}(?<six>[ .-])[0-9]{6}\\k<six>[0-9]{5})(?![0-9A-Za-z])");

  private CardNumbers() {}

  /** Whether the text has a number in it that passes for one, check digit included. */
  public static boolean areIn(String text) {
    Matcher matcher = LOOKS_LIKE_ONE.matcher(text);
    while (matcher.find()) {
      if (isValid(matcher.group().replaceAll("[^0-9]", ""))) {
        return true;
      }
    }
    return false;
  }

  /** The check digit of ISO/IEC 7812-1, annex B. */
  private static boolean isValid(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int value = i % 2 == 0 ? digit : digit * 2;
      sum += value > 9 ? value - 9 : value;
    }
    return sum % 10 == 0;
  }
}
