package org.onsale.payments;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The keys that the server was started with. */
@Singleton
final class ConfiguredKeys {
  private final Map<String, Keys> byMethod = new HashMap<>();

  /**
   * @throws IllegalArgumentException when there are half of PayPal's
   */
  @Inject
  ConfiguredKeys(
      @ConfigProperty(name = "onsale.stripe.secret-key") Optional<String> stripeKey,
      @ConfigProperty(name = "onsale.stripe.webhook-secret") Optional<String> stripeWebhook,
      @ConfigProperty(name = "onsale.paypal.client-id") Optional<String> paypalId,
      @ConfigProperty(name = "onsale.paypal.client-secret") Optional<String> paypalSecret,
      @ConfigProperty(name = "onsale.paypal.webhook-id") Optional<String> paypalWebhook,
      @ConfigProperty(name = "onsale.paypal.environment", defaultValue = "sandbox")
          String environment) {
    stripeKey.ifPresent(
        key -> byMethod.put("stripe", new Keys.Stripe(key, stripeWebhook.orElse(""))));
    PayPalSettings.of(paypalId, paypalSecret, paypalWebhook, environment, Optional.empty())
        .ifPresent(
            its ->
                byMethod.put(
                    "paypal",
                    new Keys.PayPal(
                        its.clientId(),
                        its.clientSecret(),
                        its.webhookId().orElse(""),
                        environment)));
  }

  Map<String, Keys> byMethod() {
    return Map.copyOf(byMethod);
  }
}
