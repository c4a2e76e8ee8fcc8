package org.onsale.notifications;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.onsale.orders.Order;
import org.onsale.orders.OrderCode;
import org.onsale.orders.Orders;
import org.onsale.platform.Database;
import org.onsale.platform.Secrets;

/**
 * Who wants no reminders, of no event and by no way. All else still comes: tickets, refunds, what
 * changes. Whoever has the link of a reminder can end them for its reader, and do nothing else: it
 * is signed (HMAC-SHA-256) by a key outside the database.
 */
@Singleton
public final class ReminderRefusals {
  private static final int SIGNATURE = 15;

  private final Database database;
  private final Orders orders;
  private final URI publicUrl;
  private final byte[] key;

  @Inject
  ReminderRefusals(
      Database database,
      Orders orders,
      Secrets secrets,
      @ConfigProperty(name = "onsale.public-url", defaultValue = "http://localhost:8080")
          URI publicUrl) {
    this.database = database;
    this.orders = orders;
    this.publicUrl = publicUrl;
    this.key = secrets.symmetric("reminders");
  }

  /** The address that ends the reminders of an order's buyer. */
  String link(OrderCode order) {
    return publicUrl + "/reminders/" + order.value() + "/" + signature(order.value());
  }

  /** The buyer that a link belongs to; empty when it is none of ours. */
  public Optional<Order> reader(String code, String signature) {
    byte[] right = signature(code).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(right, signature.getBytes(StandardCharsets.UTF_8))
        ? OrderCode.parse(code).flatMap(orders::find)
        : Optional.empty();
  }

  private String signature(String code) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] tag = mac.doFinal(code.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(tag, SIGNATURE));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /** From now on this buyer is reminded of nothing. */
  public void refuse(Order order) {
    String sql =
        """
        INSERT INTO reminder_refusal (email, order_code)
        VALUES (:email, :order)
            ON CONFLICT (email) DO NOTHING
        """;
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("email", lower(order.buyer().email()))
                    .bind("order", order.code().value())
                    .execute());
  }

  /** Those of the orders whose buyers are to be reminded of nothing. */
  Set<String> among(Collection<Order> asked) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT email FROM reminder_refusal WHERE email = ANY (:emails)")
                    .bindArray(
                        "emails",
                        String.class,
                        asked.stream().map(order -> lower(order.buyer().email())).toArray())
                    .mapTo(String.class)
                    .set());
  }

  static String lower(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }
}
