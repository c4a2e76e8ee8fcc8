package org.onsale.payments;

import java.net.URI;
import java.util.Optional;

/**
 * What the gateway to Stripe needs to know.
 *
 * @param site tells what this Onsale makes there from what others make in the same account
 * @param webhookSecret without one no message is believed
 */
record StripeSettings(String secretKey, Optional<String> webhookSecret, URI api, String site) {
  private static final URI API = URI.create("https://api.stripe.com");

  /** Empty without a key: then Stripe is not offered. */
  static Optional<StripeSettings> of(
      Optional<String> secretKey, Optional<String> webhookSecret, Optional<URI> api, String site) {
    return secretKey.map(key -> new StripeSettings(key, webhookSecret, api.orElse(API), site));
  }

  boolean isTest() {
    return !secretKey.startsWith("sk_live_") && !secretKey.startsWith("rk_live_");
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "Stripe at " + api + (isTest() ? ", in test mode" : "");
  }
}
