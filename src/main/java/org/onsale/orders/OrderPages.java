package org.onsale.orders;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.onsale.payments.BuyersReturn;

/** The address of an order's page, to which buyers come back from a gateway's page. */
@Singleton
final class OrderPages implements BuyersReturn {
  private final OrderSecrets secrets;
  private final URI publicUrl;

  @Inject
  OrderPages(
      OrderSecrets secrets,
      @ConfigProperty(name = "onsale.public-url", defaultValue = "http://localhost:8080")
          URI publicUrl) {
    this.secrets = secrets;
    this.publicUrl = publicUrl;
  }

  @Override
  public URI page(String key) {
    OrderCode code = Payment.orderOf(key).orElseThrow();
    return publicUrl.resolve("/orders/" + code + "?returned=1&secret=" + secrets.of(code));
  }
}
