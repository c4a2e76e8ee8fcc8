package org.onsale.api;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onsale.payments.Gateways;
import org.onsale.payments.PaymentMethod;
import org.onsale.platform.Page;

/** How orders can be paid here. */
@Path("/api/v1/payment-methods")
@Tag(name = "Buying")
@Produces(MediaType.APPLICATION_JSON)
public class PaymentMethodsResource {
  private final Gateways gateways;

  @Inject
  public PaymentMethodsResource(Gateways gateways) {
    this.gateways = gateways;
  }

  @GET
  @Operation(
      summary = "The ways to pay",
      description =
          "With `test` no money moves. There are as many as have keys, always one page. An order"
              + " whose total is 0 is paid by method `free`, and in no other way. An order that has"
              + " `boxOfficeUntil` can be paid by `box-office`, too.")
  public Page<PaymentMethod> list() {
    return new Page<>(gateways.methods(), null);
  }
}
