package org.onsale.payments;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.onsale.platform.TestDatabase;

/** Gives a {@code @QuarkusTest} a fresh database and stand-ins for both providers, with keys. */
public final class RunningProviders implements QuarkusTestResourceLifecycleManager {
  private final StripeStandIn stripe = new StripeStandIn();
  private final PayPalStandIn paypal = new PayPalStandIn();

  @Override
  public Map<String, String> start() {
    TestDatabase.Address address = TestDatabase.create();
    return Map.ofEntries(
        Map.entry("quarkus.datasource.jdbc.url", address.url()),
        Map.entry("quarkus.datasource.username", address.user()),
        Map.entry("quarkus.datasource.password", address.password()),
        Map.entry("onsale.stripe.secret-key", StripeStandIn.KEY),
        Map.entry("onsale.stripe.webhook-secret", StripeStandIn.WEBHOOK_SECRET),
        Map.entry("onsale.stripe.api", stripe.address().toString()),
        Map.entry("onsale.paypal.client-id", "id"),
        Map.entry("onsale.paypal.client-secret", "secret"),
        Map.entry("onsale.paypal.webhook-id", PayPalStandIn.WEBHOOK_ID),
        Map.entry("onsale.paypal.api", paypal.address().toString()),
        Map.entry("onsale.sandbox", "true"));
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(stripe, field -> field.getType() == StripeStandIn.class);
    injector.injectIntoFields(paypal, field -> field.getType() == PayPalStandIn.class);
  }

  @Override
  public void stop() {
    stripe.close();
    paypal.close();
  }
}
