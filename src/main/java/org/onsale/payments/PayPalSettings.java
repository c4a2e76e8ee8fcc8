package org.onsale.payments;

import java.net.URI;
import java.util.Optional;

/**
 * What the gateway to PayPal needs to know.
 *
 * @param webhookId without one no message is believed
 */
record PayPalSettings(
    String clientId, String clientSecret, Optional<String> webhookId, URI api, boolean isTest) {
  private static final URI LIVE = URI.create("https://api-m.paypal.com");
  private static final URI SANDBOX = URI.create("https://api-m.sandbox.paypal.com");

  /**
   * Empty without keys: then PayPal is not offered.
   *
   * @throws IllegalArgumentException when there are half of them
   */
  static Optional<PayPalSettings> of(
      Optional<String> clientId,
      Optional<String> clientSecret,
      Optional<String> webhookId,
      String environment,
      Optional<URI> api) {
    if (clientId.isEmpty() && clientSecret.isEmpty()) {
      return Optional.empty();
    }
    if (clientId.isEmpty() || clientSecret.isEmpty()) {
      throw new IllegalArgumentException(
          "onsale.paypal.client-id and onsale.paypal.client-secret belong together.");
    }
    boolean test =
        switch (environment) {
          case "sandbox" -> true;
          case "live" -> false;
          default ->
              throw new IllegalArgumentException(
                  "onsale.paypal.environment must be sandbox or live.");
        };
    return Optional.of(
        new PayPalSettings(
            clientId.get(),
            clientSecret.get(),
            webhookId,
            api.orElse(test ? SANDBOX : LIVE),
            test));
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "PayPal at " + api + (isTest ? ", in test mode" : "");
  }
}
