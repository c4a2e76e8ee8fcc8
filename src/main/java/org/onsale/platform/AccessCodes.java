package org.onsale.platform;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Keeps access codes so that who reads a copy of the database learns none: a keyed hash
 * (HMAC-SHA-256) finds what a code opens, and the code itself is encrypted (AES-GCM), for
 * organisers have to read it again when they print it. People type codes: case and spaces around
 * them do not matter.
 */
@Singleton
public final class AccessCodes {
  private final byte[] hashKey;
  private final SealedText sealed;

  @Inject
  public AccessCodes(Secrets secrets) {
    this.hashKey = secrets.symmetric("access-code-hashes");
    this.sealed = new SealedText(secrets, "access-codes");
  }

  /** A code as it is compared. */
  public static String plain(String typed) {
    return typed.strip().toUpperCase(Locale.ROOT);
  }

  /** What stands for the code of that event; the same for the same code. */
  public byte[] hash(EventId event, String code) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(hashKey, "HmacSHA256"));
      return mac.doFinal((event + " " + plain(code)).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public byte[] seal(EventId event, String code) {
    return sealed.seal(event.toString(), plain(code));
  }

  /** Null when it was sealed with a key that is lost: it cannot be shown any more. */
  public @Nullable String open(EventId event, byte[] code) {
    return sealed.open(event.toString(), code).orElse(null);
  }
}
