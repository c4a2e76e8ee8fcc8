package org.onsale.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.orders.OrderCode;
import org.onsale.orders.PostponementOutcome;
import org.onsale.orders.Postponements;
import org.onsale.orders.Refund;
import org.onsale.orders.RefundOutcome;
import org.onsale.platform.Problem;

/** What buyers of an event that was put off choose. */
@Path("/api/v1/orders/{code}/postponement")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Buying")
public class PostponementsResource {
  private final OrderPath orders;
  private final Postponements postponements;

  @Inject
  PostponementsResource(OrderPath orders, Postponements postponements) {
    this.orders = orders;
    this.postponements = postponements;
  }

  /** The choice: keep or refund. */
  public record ChoiceBody(@Nullable String secret, @Nullable String choice) {}

  /**
   * What was chosen.
   *
   * @param refund missing when the tickets are kept
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ChosenView(String choice, RefundJson.@Nullable RefundView refund) {}

  @PUT
  @Operation(
      summary = "Keep the tickets of an event that was put off, or have the money back",
      description =
          "`postponement` of the order says until when. With choice `refund` all tickets that are"
              + " left and have not gone in are void at once, and all that was paid for them comes"
              + " back, fees too. Who says nothing keeps the tickets.")
  @APIResponse(responseCode = "200", description = "Chosen, now or before")
  @APIResponse(responseCode = "409", description = "There is nothing to choose")
  @APIResponse(responseCode = "410", description = "It is too late; the tickets are kept")
  public ChosenView choose(@PathParam("code") String code, @Nullable ChoiceBody sent) {
    ChoiceBody body = Bodies.present(sent);
    OrderCode order = orders.opened(code, body.secret());
    return switch (Fields.text(body.choice())) {
      case "keep" -> chosen(postponements.keep(order));
      case "refund" -> chosen(postponements.giveBack(order));
      default -> throw Problem.invalid("choice", "Either keep or refund.").asException();
    };
  }

  private static ChosenView chosen(PostponementOutcome outcome) {
    return switch (outcome) {
      case PostponementOutcome.Kept kept -> new ChosenView("keep", null);
      case PostponementOutcome.Given(Refund refund) ->
          new ChosenView("refund", RefundJson.RefundView.of(refund));
      case PostponementOutcome.NothingToChoose nothing ->
          throw Problem.of(409, "nothing-to-choose", "There is nothing to choose").asException();
      case PostponementOutcome.TooLate late ->
          throw Problem.of(410, "return-too-late", "It is too late to give tickets back")
              .with("until", late.deadline())
              .asException();
      case PostponementOutcome.Refused(RefundOutcome why) ->
          throw RefundJson.problem(why).asException();
    };
  }
}
