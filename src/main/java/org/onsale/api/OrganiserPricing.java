package org.onsale.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.PriceListDetails;
import org.onsale.identity.OrganiserOnly;
import org.onsale.orders.Orders;

/** The price list of an event: ticket types, fees, tax and promo codes. */
@Path("/api/v1/organiser/events/{event}/pricing")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@OrganiserOnly
@Tag(name = "Organiser: events")
public final class OrganiserPricing {
  private final Catalog catalog;
  private final Orders orders;
  private final EventPath events;

  @Inject
  OrganiserPricing(Catalog catalog, Orders orders, EventPath events) {
    this.catalog = catalog;
    this.orders = orders;
    this.events = events;
  }

  /** A whole price list; what is left out is not there. */
  public record PricingBody(
      @Nullable Long version,
      @Nullable List<PriceListDetails.@Nullable Type> ticketTypes,
      @Nullable List<PriceListDetails.@Nullable Fee> fees,
      PriceListDetails.@Nullable Tax tax,
      @Nullable List<PriceListDetails.@Nullable Promo> promoCodes) {}

  /**
   * A price list.
   *
   * @param promoUses how many orders that are not cancelled have used each code
   */
  public record PricingAnswer(
      long version,
      String currency,
      @Nullable List<PriceListDetails.@Nullable Type> ticketTypes,
      @Nullable List<PriceListDetails.@Nullable Fee> fees,
      PriceListDetails.@Nullable Tax tax,
      @Nullable List<PriceListDetails.@Nullable Promo> promoCodes,
      Map<String, Integer> promoUses) {}

  @GET
  @Operation(
      summary = "The price list of an event",
      description =
          "What is charged besides the prices of categories and pools. Amounts are minor units of"
              + " the currency, parts are basis points: 1900 are 19 %.")
  public PricingAnswer find(@PathParam("event") String event) {
    return answer(events.any(event));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Set the price list of an event, whole",
      description =
          "Ticket types with an id stay and change, those without are new. A fee is per ticket,"
              + " order or percent (of the tickets' price). A promo code is of kind percent, amount"
              + " (off the order), fixed (price of each ticket) or opens; unlocks names the ticket"
              + " types that it opens. Orders that exist keep what they cost.")
  @APIResponse(responseCode = "200", description = "Changed")
  @APIResponse(responseCode = "409", description = "Somebody else changed the event meanwhile")
  @APIResponse(responseCode = "422", description = "Every field that needs another value")
  public PricingAnswer update(@PathParam("event") String event, @Nullable PricingBody sent) {
    PricingBody body = Bodies.present(sent);
    var details =
        new PriceListDetails(body.ticketTypes(), body.fees(), body.tax(), body.promoCodes());
    return answer(
        OrganiserEvents.saved(
            catalog.setPriceList(events.any(event).id(), Fields.version(body.version()), details)));
  }

  private PricingAnswer answer(Event event) {
    PriceListDetails list = PriceListDetails.of(event.priceList());
    return new PricingAnswer(
        event.version(),
        event.currency().getCurrencyCode(),
        list.ticketTypes(),
        list.fees(),
        list.tax(),
        list.promoCodes(),
        orders.promoUses(event.id()));
  }
}
