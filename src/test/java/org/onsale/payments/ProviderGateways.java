package org.onsale.payments;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.onsale.platform.Database;

/** Gateways that speak to stand-ins. */
public final class ProviderGateways {
  private static final BuyersReturn RETURN =
      key -> URI.create("https://tickets.example.org/orders/" + key.substring(0, key.indexOf('/')));

  private ProviderGateways() {}

  public static Gateway stripe(Database database, StripeStandIn standIn, Clock clock) {
    return new StripeGateway(
        new StripeSettings(
            StripeStandIn.KEY,
            Optional.of(StripeStandIn.WEBHOOK_SECRET),
            standIn.address(),
            "here"),
        new Attempts(database),
        RETURN,
        clock);
  }

  public static Gateway paypal(Database database, PayPalStandIn standIn, Clock clock) {
    return new PayPalGateway(
        new PayPalSettings(
            "id", "secret", Optional.of(PayPalStandIn.WEBHOOK_ID), standIn.address(), true),
        "here",
        new Attempts(database),
        RETURN,
        clock);
  }
}
