package org.onsale.orders;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.onsale.platform.EventId;
import org.onsale.platform.Secrets;

/**
 * Derives the secrets that open orders, and the hashes that stand for customers in the ledger, from
 * keys outside the database (HMAC-SHA-256, RFC 2104): who reads a copy of the database can open no
 * order and name no customer of the ledger.
 */
@Singleton
public final class OrderSecrets {
  private static final int BYTES = 18;

  private final byte[] orderKey;
  private final byte[] customerKey;

  @Inject
  public OrderSecrets(Secrets secrets) {
    this.orderKey = secrets.symmetric("orders");
    this.customerKey = secrets.symmetric("customers");
  }

  /** The secret of an order: 24 characters, safe in addresses. */
  public String of(OrderCode code) {
    return mac(orderKey, code.value());
  }

  /** In constant time. */
  public boolean opens(OrderCode code, String secret) {
    return MessageDigest.isEqual(
        of(code).getBytes(StandardCharsets.US_ASCII), secret.getBytes(StandardCharsets.UTF_8));
  }

  /** The order that somebody names and has the secret of; that it exists is not looked up. */
  public Optional<OrderCode> opened(String code, String secret) {
    return OrderCode.parse(code).filter(parsed -> opens(parsed, secret));
  }

  /** The same for the same e-mail address at the same event, and for nothing else. */
  String customer(EventId event, String email) {
    return mac(customerKey, event + " " + email.strip().toLowerCase(Locale.ROOT));
  }

  private static String mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] tag = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(tag, BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
