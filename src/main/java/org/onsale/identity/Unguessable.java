package org.onsale.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that a client holds and the database knows only by their hash. */
final class Unguessable {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Unguessable() {}

  /** 256 random bits in 43 characters that are safe in URLs and cookies. */
  static String random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** SHA-256: enough for a secret that nobody can guess, and quick. */
  static byte[] hash(String secret) {
    return sha256().digest(secret.getBytes(StandardCharsets.UTF_8));
  }

  /** Another secret, which tells nothing about the one it is made from. */
  static String derive(String secret, String purpose) {
    byte[] digest = hash(purpose + ":" + secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
  }

  /** Compares in a time that does not depend on where the two differ. */
  static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
