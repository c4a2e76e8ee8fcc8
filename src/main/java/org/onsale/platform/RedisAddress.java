package org.onsale.platform;

import io.lettuce.core.RedisURI;
import java.net.URI;
import java.util.Optional;

/**
 * Where Redis or Valkey is: {@code redis://host:port}, or {@code rediss://} for TLS; user, password
 * and number of the database may stand in it as usual.
 */
public final class RedisAddress {
  private final RedisURI uri;

  private RedisAddress(RedisURI uri) {
    this.uri = uri;
  }

  /**
   * @param password when it does not stand in the address
   * @throws IllegalArgumentException with a sentence for people, which names no password
   */
  public static RedisAddress parse(String address, Optional<String> password) {
    String fault = "The address of Redis must look like redis://host:port or rediss://host:port.";
    RedisURI uri;
    try {
      String scheme = URI.create(address).getScheme();
      if (!"redis".equals(scheme) && !"rediss".equals(scheme)) {
        throw new IllegalArgumentException(fault);
      }
      uri = RedisURI.create(address);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(fault, e);
    }
    if (uri.getHost() == null || uri.getHost().isEmpty()) {
      throw new IllegalArgumentException(fault);
    }
    password.ifPresent(secret -> uri.setPassword(secret.toCharArray()));
    return new RedisAddress(uri);
  }

  RedisURI uri() {
    return uri;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return uri.getHost() + ":" + uri.getPort();
  }
}
