package org.onsale.payments;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.onsale.platform.Database;
import org.onsale.platform.FormTargets;

/** The gateways to the providers whose keys this installation has. */
@Singleton
final class Providers {
  private final List<Gateway> gateways;

  @Inject
  Providers(
      Database database,
      BuyersReturn buyersReturn,
      Clock clock,
      @ConfigProperty(name = "onsale.stripe.secret-key") Optional<String> stripeKey,
      @ConfigProperty(name = "onsale.stripe.webhook-secret") Optional<String> stripeWebhook,
      @ConfigProperty(name = "onsale.stripe.api") Optional<URI> stripeApi,
      @ConfigProperty(name = "onsale.paypal.client-id") Optional<String> paypalId,
      @ConfigProperty(name = "onsale.paypal.client-secret") Optional<String> paypalSecret,
      @ConfigProperty(name = "onsale.paypal.webhook-id") Optional<String> paypalWebhook,
      @ConfigProperty(name = "onsale.paypal.environment", defaultValue = "sandbox")
          String environment,
      @ConfigProperty(name = "onsale.paypal.api") Optional<URI> paypalApi) {
    Attempts attempts = new Attempts(database);
    Optional<Gateway> stripe =
        StripeSettings.of(stripeKey, stripeWebhook, stripeApi)
            .map(its -> new StripeGateway(its, attempts, buyersReturn, clock));
    Optional<Gateway> paypal =
        PayPalSettings.of(paypalId, paypalSecret, paypalWebhook, environment, paypalApi)
            .map(its -> new PayPalGateway(its, attempts, buyersReturn, clock));
    this.gateways = Stream.of(stripe, paypal).flatMap(Optional::stream).toList();
  }

  List<Gateway> gateways() {
    return gateways;
  }

  /** The providers' pages, to which the form of the payment leads. */
  @Produces
  @Singleton
  static FormTargets pages(Providers providers) {
    return new FormTargets(
        providers.gateways().isEmpty()
            ? List.of()
            : List.of(
                "https://checkout.stripe.com",
                "https://www.paypal.com",
                "https://www.sandbox.paypal.com"));
  }
}
