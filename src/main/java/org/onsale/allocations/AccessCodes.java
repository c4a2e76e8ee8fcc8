package org.onsale.allocations;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.EventId;
import org.onsale.platform.Secrets;

/**
 * Keeps access codes so that who reads a copy of the database learns none: a keyed hash
 * (HMAC-SHA-256) finds the allocation of a code, and the code itself is encrypted (AES-GCM), for
 * organisers have to read it again when they print it. People type codes: case and spaces around
 * them do not matter.
 */
@Singleton
final class AccessCodes {
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final byte[] hashKey;
  private final SecretKeySpec sealKey;
  private final SecureRandom random = new SecureRandom();

  @Inject
  AccessCodes(Secrets secrets) {
    this.hashKey = secrets.symmetric("access-code-hashes");
    this.sealKey = new SecretKeySpec(secrets.symmetric("access-codes"), "AES");
  }

  /** A code as it is compared. */
  static String plain(String typed) {
    return typed.strip().toUpperCase(Locale.ROOT);
  }

  byte[] hash(EventId event, String code) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(hashKey, "HmacSHA256"));
      return mac.doFinal((event + " " + plain(code)).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] seal(EventId event, String code) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, event);
      byte[] sealed = cipher.doFinal(plain(code).getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Null when it was sealed with a key that is lost: it cannot be shown any more. */
  @Nullable String open(EventId event, byte[] sealed) {
    byte[] nonce = new byte[NONCE];
    ByteBuffer.wrap(sealed).get(nonce);
    try {
      byte[] code =
          cipher(Cipher.DECRYPT_MODE, nonce, event).doFinal(sealed, NONCE, sealed.length - NONCE);
      return new String(code, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      return null;
    }
  }

  private Cipher cipher(int mode, byte[] nonce, EventId event) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, sealKey, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(event.toString().getBytes(StandardCharsets.US_ASCII));
    return cipher;
  }
}
