package org.onsale.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.orders.IdempotencyKey;
import org.onsale.orders.OrderCode;
import org.onsale.platform.FieldError;
import org.onsale.platform.Money;
import org.onsale.platform.Problem;
import org.onsale.tickets.ReturnOutcome;
import org.onsale.tickets.ReturnQuote;
import org.onsale.tickets.ReturnRefusal;
import org.onsale.tickets.Returns;

/** Tickets that buyers give back by themselves. */
@Path("/api/v1/orders/{code}/refunds")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Buying")
public class ReturnsResource {
  private final OrderPath orders;
  private final Returns returns;

  @Inject
  ReturnsResource(OrderPath orders, Returns returns) {
    this.orders = orders;
    this.returns = returns;
  }

  /** What a buyer gives back: numbers of lines, or none for all that are left. */
  public record ReturnBody(
      @Nullable String secret, @Nullable List<@Nullable Integer> lines, @Nullable String reason) {}

  /** What would go back for some lines, and the fees that would be kept. */
  public record QuoteView(List<Integer> lines, Money amount, Money kept) {}

  @POST
  @Path("quotes")
  @Operation(
      summary = "What giving tickets back would bring",
      description = "Changes nothing. `kept` are fees that do not come back.")
  @APIResponse(responseCode = "200", description = "The amounts, as they are now")
  @APIResponse(responseCode = "409", description = "Not offered, or not for these tickets")
  @APIResponse(responseCode = "410", description = "It is too late")
  public QuoteView quote(@PathParam("code") String code, @Nullable ReturnBody sent) {
    ReturnBody body = Bodies.present(sent);
    OrderCode order = orders.opened(code, body.secret());
    List<FieldError> errors = new ArrayList<>();
    List<Integer> lines = RefundJson.lines(body.lines(), errors);
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors).asException();
    }
    return switch (returns.quote(order, lines)) {
      case ReturnQuote.Quoted quoted ->
          new QuoteView(quoted.lines(), quoted.split().amount(), quoted.split().kept());
      case ReturnRefusal refusal -> throw RefundJson.problem(refusal).asException();
    };
  }

  @POST
  @Operation(
      summary = "Give tickets back",
      description =
          "As far as the organiser lets buyers: `giveBack` of the order says what can be given"
              + " back. Revokes the tickets and frees their places at once; the money follows, and"
              + " `status` says how far it is. Without `lines`, all that are not refunded yet.")
  @APIResponse(responseCode = "201", description = "The refund, now or before with this key")
  @APIResponse(responseCode = "409", description = "Not offered, or not for these tickets")
  @APIResponse(responseCode = "410", description = "It is too late")
  public Response giveBack(
      @PathParam("code") String code,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Nullable ReturnBody sent) {
    ReturnBody body = Bodies.present(sent);
    OrderCode order = orders.opened(code, body.secret());
    List<FieldError> errors = new ArrayList<>();
    List<Integer> lines = RefundJson.lines(body.lines(), errors);
    String reason = RefundJson.reason(body.reason(), errors);
    IdempotencyKey idempotency = OrdersResource.key(key, lines + " " + reason, errors);
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors).asException();
    }
    return switch (returns.giveBack(order, lines, reason, idempotency)) {
      case ReturnOutcome.Given given ->
          Response.status(201).entity(RefundJson.RefundView.of(given.refund())).build();
      case ReturnRefusal refusal -> throw RefundJson.problem(refusal).asException();
    };
  }
}
