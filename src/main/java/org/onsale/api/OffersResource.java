package org.onsale.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.orders.OfferOutcome;
import org.onsale.orders.Offers;
import org.onsale.platform.Problem;

/** The buyer's answer to places that are offered for a payment that came late. */
@Path("/api/v1/orders/{code}/offer")
@Tag(name = "Buying")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OffersResource {
  private final OrderPath orders;
  private final Offers offers;

  @Inject
  public OffersResource(OrderPath orders, Offers offers) {
    this.orders = orders;
    this.offers = offers;
  }

  /** What opens the order. */
  public record AnswerBody(@Nullable String secret) {}

  @POST
  @Path("acceptance")
  @Operation(
      summary = "Take the places that are offered",
      description =
          "They are sold, and what was set aside is captured: never more than was agreed. Asked"
              + " again, it says how far the payment is.")
  @APIResponse(responseCode = "200", description = "Paid")
  @APIResponse(responseCode = "202", description = "Not decided: the gateway gave no answer yet")
  @APIResponse(responseCode = "402", description = "The gateway has not given the money after all")
  @APIResponse(responseCode = "409", description = "The offer was declined")
  @APIResponse(responseCode = "410", description = "The time to answer is over")
  public Response accept(@PathParam("code") String code, @Nullable AnswerBody body) {
    return answer(offers.accept(orders.opened(code, secret(body))));
  }

  @POST
  @Path("refusal")
  @Operation(
      summary = "Decline the places that are offered",
      description = "They are free again, and what was set aside goes back at once.")
  @APIResponse(responseCode = "200", description = "Declined, now or before")
  @APIResponse(responseCode = "409", description = "The offer was accepted")
  @APIResponse(responseCode = "410", description = "The time to answer is over")
  public Response decline(@PathParam("code") String code, @Nullable AnswerBody body) {
    return answer(offers.decline(orders.opened(code, secret(body))));
  }

  private static @Nullable String secret(@Nullable AnswerBody body) {
    return body == null ? null : body.secret();
  }

  private static Response answer(OfferOutcome outcome) {
    return switch (outcome) {
      case OfferOutcome.Accepted(var payment) -> OrdersResource.answer(payment);
      case OfferOutcome.Declined declined ->
          Response.ok(new OrdersResource.PaymentView("cancelled", null)).build();
      case OfferOutcome.NoSuchOrder none -> throw OrderPath.nothing();
      case OfferOutcome.NoOffer none -> throw Problem.notFound("offer").asException();
      case OfferOutcome.Over over ->
          throw Problem.of(410, "offer-over", "The offer is over")
              .withDetail("Nothing is charged: the money goes back.")
              .asException();
      case OfferOutcome.AnsweredBefore(var answer) ->
          throw Problem.of(409, "offer-answered", "The offer was answered before")
              .with("answer", answer.name().toLowerCase(Locale.ROOT))
              .asException();
    };
  }
}
