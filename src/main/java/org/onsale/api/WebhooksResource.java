package org.onsale.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.orders.Recovery;
import org.onsale.payments.Gateway;
import org.onsale.payments.Gateways;
import org.onsale.payments.Notice;
import org.onsale.platform.Problem;

/**
 * What payment providers send by themselves. A message is believed only so far that the order is
 * looked at now; what is true, its gateway is asked. So it may come twice, late, out of order, or
 * before the answer to the request that it is about, and nothing of it is kept.
 */
@Path("/api/v1/webhooks/{provider: stripe|paypal}")
@Tag(name = "Webhooks of payment providers")
public class WebhooksResource {
  private final Gateways gateways;
  private final Recovery recovery;

  @Inject
  public WebhooksResource(Gateways gateways, Recovery recovery) {
    this.gateways = gateways;
    this.recovery = recovery;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      summary = "A message of a payment provider",
      description = "Signed by the provider; `stripe` or `paypal`. At most 64 KiB.")
  @APIResponse(responseCode = "204", description = "Heard")
  @APIResponse(responseCode = "400", description = "The signature does not fit")
  @APIResponse(responseCode = "503", description = "It cannot be verified now; send it again")
  public void hear(
      @PathParam("provider") String provider, @Context HttpHeaders headers, @Nullable String body) {
    Gateway gateway =
        gateways.of(provider).orElseThrow(() -> Problem.notFound("provider").asException());
    Notice notice =
        gateway.heard(
            name -> Optional.ofNullable(headers.getHeaderString(name)),
            Objects.requireNonNullElse(body, ""));
    switch (notice) {
      case Notice.About about -> recovery.tell(about.key());
      case Notice.OfNothing nothing -> {
        // Providers send more kinds of messages than anybody asked for.
      }
      case Notice.Forged forged ->
          throw Problem.of(400, "bad-signature", "The signature does not fit")
              .withDetail("The message is not from the provider, or older than five minutes.")
              .asException();
      case Notice.Unverified unverified -> throw OrdersResource.methodAway().asException();
    }
  }
}
