package org.onsale.platform;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Marks what goes through Redis as this Onsale's own (HMAC-SHA256, 128 bits), so that nobody who
 * can write there signs himself in, and another Onsale on the same Redis is not believed.
 */
final class Seal {
  private static final int TAG = 16;

  private final SecretKeySpec key;

  Seal(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /** A short name of the key, which tells nothing about it. */
  String fingerprint() {
    return HexFormat.of().formatHex(tag("fingerprint", new byte[0], 0), 0, 4);
  }

  /**
   * @param place where it goes: what is sealed for one place is worth nothing in another
   */
  byte[] close(String place, byte[] content) {
    return ByteBuffer.allocate(content.length + TAG)
        .put(content)
        .put(tag(place, content, content.length), 0, TAG)
        .array();
  }

  /** The content, when it was sealed with this key for this place. */
  Optional<byte[]> open(String place, byte[] sealed) {
    int length = sealed.length - TAG;
    if (length < 0) {
      return Optional.empty();
    }
    byte[] wanted = Arrays.copyOf(tag(place, sealed, length), TAG);
    byte[] found = Arrays.copyOfRange(sealed, length, sealed.length);
    return MessageDigest.isEqual(wanted, found)
        ? Optional.of(Arrays.copyOf(sealed, length))
        : Optional.empty();
  }

  private byte[] tag(String place, byte[] content, int length) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(place.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      mac.update(content, 0, length);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
