package org.onsale.inventory;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Short texts as few bytes. Orders and customers are texts to the ledger, of which it keeps two for
 * every holding; in practice they are codes of letters and digits, so six bits a character do.
 *
 * <p>Layout: how many characters, then six bits of each, the last byte filled with zeros; or {@link
 * #PLAIN} and UTF-8, for what has other characters. Equal texts are equal bytes.
 */
final class PackedText {
  private static final int PLAIN = 255;
  private static final int BITS = 6;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final byte[] DIGITS = new byte[128];

  static {
    Arrays.fill(DIGITS, (byte) -1);
    for (int digit = 0; digit < ALPHABET.length(); digit++) {
      DIGITS[ALPHABET.charAt(digit)] = (byte) digit;
    }
  }

  private PackedText() {}

  static byte[] of(String text) {
    int length = text.length();
    if (length >= PLAIN) {
      return plain(text);
    }
    byte[] packed = new byte[1 + (length * BITS + Byte.SIZE - 1) / Byte.SIZE];
    packed[0] = (byte) length;
    for (int i = 0; i < length; i++) {
      char letter = text.charAt(i);
      int digit = letter < DIGITS.length ? DIGITS[letter] : -1;
      if (digit < 0) {
        return plain(text);
      }
      put(packed, i * BITS, digit);
    }
    return packed;
  }

  /** Six bits never reach over more than two bytes. */
  private static void put(byte[] packed, int bit, int digit) {
    int at = 1 + bit / Byte.SIZE;
    int spread = digit << 2 * Byte.SIZE - BITS - bit % Byte.SIZE;
    packed[at] |= (byte) (spread >> Byte.SIZE);
    if (at + 1 < packed.length) {
      packed[at + 1] |= (byte) spread;
    }
  }

  private static byte[] plain(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    byte[] packed = new byte[1 + utf8.length];
    packed[0] = (byte) PLAIN;
    System.arraycopy(utf8, 0, packed, 1, utf8.length);
    return packed;
  }

  static String text(byte[] packed) {
    int length = Byte.toUnsignedInt(packed[0]);
    if (length == PLAIN) {
      return new String(packed, 1, packed.length - 1, StandardCharsets.UTF_8);
    }
    byte[] letters = new byte[length];
    for (int i = 0; i < length; i++) {
      letters[i] = (byte) ALPHABET.charAt(get(packed, i * BITS));
    }
    return new String(letters, StandardCharsets.ISO_8859_1);
  }

  private static int get(byte[] packed, int bit) {
    int at = 1 + bit / Byte.SIZE;
    int both = Byte.toUnsignedInt(packed[at]) << Byte.SIZE;
    if (at + 1 < packed.length) {
      both |= Byte.toUnsignedInt(packed[at + 1]);
    }
    return both >> 2 * Byte.SIZE - BITS - bit % Byte.SIZE & (1 << BITS) - 1;
  }
}
