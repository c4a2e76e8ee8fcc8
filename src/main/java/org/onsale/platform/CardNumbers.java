package org.onsale.platform;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the numbers of payment cards in what people type, so that none is ever stored: they belong
 * on the pages of payment providers alone (PCI DSS, requirement 3).
 */
public final class CardNumbers {

  /**
   * Fifteen, sixteen or nineteen digits that begin as those of the large networks do, perhaps in
   * groups. Shorter ones are no longer given out, and would be found in telephone numbers.
   */
  private static final Pattern LOOKS_LIKE_ONE =
      Pattern.compile(
          "(?<![0-9])(?=3[47]|35|4|5[1-5]|2[2-7]|6)"
              + "[0-9](?:[ .-]?[0-9]){14,15}(?:(?:[ .-]?[0-9]){3})?(?![0-9])");

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
