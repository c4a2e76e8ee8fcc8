package org.onsale.orders;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The client's {@code Idempotency-Key}, with a hash of the request it came with: the same key with
 * another request is a mistake of the client.
 *
 * @param value 1–255 printable ASCII characters
 * @param requestHash SHA-256
 */
public record IdempotencyKey(String value, byte[] requestHash) {

  /**
   * @param request the request's content as text, the same for the same request
   */
  public static IdempotencyKey of(String value, String request) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return new IdempotencyKey(value, digest.digest(request.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The key as somebody's own, who shares an order with others: no client's key begins so, since it
   * has no spaces.
   */
  public IdempotencyKey of(String owner) {
    return new IdempotencyKey(owner + ": " + value, requestHash);
  }

  boolean isSameRequest(IdempotencyKey other) {
    return Arrays.equals(requestHash, other.requestHash);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IdempotencyKey key
        && value.equals(key.value)
        && Arrays.equals(requestHash, key.requestHash);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }
}
