package org.onsale.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.CodeTries;
import org.onsale.catalog.Event;
import org.onsale.inventory.PoolQuantity;
import org.onsale.orders.Choice;
import org.onsale.orders.PriceOutcome;
import org.onsale.orders.Quotes;
import org.onsale.platform.FieldError;
import org.onsale.platform.Problem;

/** What an order would cost, before there is one. */
@Path("/api/v1/events/{event}/quotes")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Buying")
public final class QuotesResource {
  private static final int MAX_PLACES = 100;

  private final EventPath events;
  private final Quotes quotes;
  private final CodeTries tries;

  @Inject
  QuotesResource(EventPath events, Quotes quotes, CodeTries tries) {
    this.events = events;
    this.quotes = quotes;
    this.tries = tries;
  }

  /** Either a hold, or seats and places whether they can be had or not. */
  public record QuoteBody(
      @Nullable String holdId,
      @Nullable List<@Nullable Integer> seats,
      @Nullable List<HoldsResource.@Nullable PoolBody> pools,
      @Nullable List<PriceJson.@Nullable TicketBody> tickets,
      @Nullable String promoCode) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "What an order would cost",
      description =
          "For a hold, or for seats and places whether they can be had or not. Changes nothing:"
              + " the order is priced again when it is placed, by the same rules. The total is the"
              + " sum of the prices less the discount, plus the fees that are not included, plus"
              + " the tax unless it is included.")
  @APIResponse(responseCode = "200", description = "Lines, fees, tax and total")
  @APIResponse(responseCode = "410", description = "The hold is over, or an order has it")
  @APIResponse(responseCode = "422", description = "What cannot be had like that")
  @APIResponse(responseCode = "429", description = "Too many codes that open nothing")
  public PriceJson.QuoteView quote(
      @PathParam("event") String reference,
      @Context HttpServerRequest client,
      @Nullable QuoteBody sent) {
    Event event = events.published(reference);
    QuoteBody body = Bodies.present(sent);
    List<FieldError> errors = new ArrayList<>();
    Choice choice = PriceJson.choice(body.tickets(), body.promoCode(), errors);
    PriceOutcome outcome = outcome(event, body, choice, client, errors);
    return switch (outcome) {
      case PriceOutcome.Priced(var quote) -> PriceJson.QuoteView.of(quote);
      case PriceOutcome.Refused(var faults) -> throw Problem.invalid(faults).asException();
    };
  }

  private PriceOutcome outcome(
      Event event,
      QuoteBody body,
      Choice choice,
      HttpServerRequest client,
      List<FieldError> errors) {
    String holdId = body.holdId();
    UUID hold = holdId == null ? null : HoldsResource.uuid("holdId", holdId, errors);
    List<Integer> seats = HoldsResource.seats(body.seats(), errors);
    List<PoolQuantity> pools = HoldsResource.pools(body.pools(), errors);
    if (holdId == null) {
      check(event, seats, pools, errors);
    }
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors).asException();
    }
    tries.promoCode(event, choice.promoCode(), client.remoteAddress().hostAddress());
    return hold == null
        ? quotes.of(event, seats, pools, choice)
        : quotes
            .ofHold(event, hold, choice)
            .orElseThrow(() -> OrdersResource.holdSpent().asException());
  }

  private void check(
      Event event, List<Integer> seats, List<PoolQuantity> pools, List<FieldError> errors) {
    int places = seats.size() + pools.stream().mapToInt(PoolQuantity::quantity).sum();
    if (errors.isEmpty() && (places < 1 || places > MAX_PLACES)) {
      errors.add(new FieldError("seats", "Name a hold, or 1 to {1} places.", MAX_PLACES));
    }
    for (int i = 0; i < seats.size(); i++) {
      if (!quotes.knows(event, seats.get(i))) {
        errors.add(new FieldError("seats[" + i + "]", "There is no seat {1}.", seats.get(i)));
      }
    }
    for (int i = 0; i < pools.size(); i++) {
      if (event.pool(pools.get(i).pool()).isEmpty()) {
        errors.add(
            new FieldError("pools[" + i + "].id", "There is no pool {1}.", pools.get(i).pool()));
      }
    }
  }
}
