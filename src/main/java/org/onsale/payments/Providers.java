package org.onsale.payments;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.onsale.platform.Database;
import org.onsale.platform.FormTargets;

/** The gateways to the providers, whether we have keys of them or not. */
@Singleton
final class Providers {
  private final List<Gateway> gateways;

  @Inject
  Providers(Database database, ProviderAccounts accounts) {
    Attempts attempts = new Attempts(database);
    this.gateways =
        List.of(
            new AccountGateway("stripe", StripeGateway.TITLE, accounts, attempts),
            new AccountGateway("paypal", PayPalGateway.TITLE, accounts, attempts));
  }

  List<Gateway> gateways() {
    return gateways;
  }

  /** The providers' pages, to which the form of the payment leads; keys may come at any time. */
  @Produces
  @Singleton
  static FormTargets pages() {
    return new FormTargets(
        List.of(
            "https://checkout.stripe.com",
            "https://www.paypal.com",
            "https://www.sandbox.paypal.com"));
  }
}
