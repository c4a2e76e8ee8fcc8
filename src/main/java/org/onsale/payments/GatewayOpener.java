package org.onsale.payments;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.onsale.platform.Database;
import org.onsale.platform.Secrets;

/** Makes the gateways that speak to providers, each to one account. */
@Singleton
final class GatewayOpener implements ProviderAccounts.Opener {
  private final Database database;
  private final BuyersReturn buyersReturn;
  private final Clock clock;
  private final String site;
  private final Optional<URI> stripeApi;
  private final Optional<URI> paypalApi;

  @Inject
  GatewayOpener(
      Database database,
      BuyersReturn buyersReturn,
      Secrets secrets,
      Clock clock,
      @ConfigProperty(name = "onsale.stripe.api") Optional<URI> stripeApi,
      @ConfigProperty(name = "onsale.paypal.api") Optional<URI> paypalApi) {
    this.database = database;
    this.buyersReturn = buyersReturn;
    this.clock = clock;
    // Random and kept with the keys, so that a restored database finds its own payments.
    this.site = secrets.readOrCreate("payments-site", UUID.randomUUID().toString());
    this.stripeApi = stripeApi;
    this.paypalApi = paypalApi;
  }

  @Override
  public Gateway open(int account, Keys keys) {
    Attempts attempts = new Attempts(database, account);
    return switch (keys) {
      case Keys.Stripe stripe ->
          new StripeGateway(
              StripeSettings.of(
                      Optional.of(stripe.secretKey()),
                      given(stripe.webhookSecret()),
                      stripeApi,
                      site)
                  .orElseThrow(),
              attempts,
              buyersReturn,
              clock);
      case Keys.PayPal paypal ->
          new PayPalGateway(
              PayPalSettings.of(
                      Optional.of(paypal.clientId()),
                      Optional.of(paypal.clientSecret()),
                      given(paypal.webhookId()),
                      paypal.environment(),
                      paypalApi)
                  .orElseThrow(),
              site,
              attempts,
              buyersReturn,
              clock);
    };
  }

  private static Optional<String> given(String part) {
    return part.isEmpty() ? Optional.empty() : Optional.of(part);
  }
}
