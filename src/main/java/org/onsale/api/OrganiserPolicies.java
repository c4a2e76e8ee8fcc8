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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.PoliciesDetails;
import org.onsale.identity.OrganiserOnly;

/** What the organiser of an event promises its buyers. */
@Path("/api/v1/organiser/events/{event}/policies")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@OrganiserOnly
@Tag(name = "Organiser: events")
public final class OrganiserPolicies {
  private final Catalog catalog;
  private final EventPath events;

  @Inject
  OrganiserPolicies(Catalog catalog, EventPath events) {
    this.catalog = catalog;
    this.events = events;
  }

  /** All policies of an event; one that is left out gets its default. */
  public record PoliciesBody(
      @Nullable Long version,
      @Nullable String latePayment,
      PoliciesDetails.@Nullable Refunds refunds,
      PoliciesDetails.@Nullable BoxOffice boxOffice) {}

  /**
   * @param refunds null when buyers may give nothing back by themselves
   * @param boxOffice null when nobody pays at the box office
   */
  public record PoliciesAnswer(
      long version,
      @Nullable String latePayment,
      PoliciesDetails.@Nullable Refunds refunds,
      PoliciesDetails.@Nullable BoxOffice boxOffice) {
    static PoliciesAnswer of(Event event) {
      PoliciesDetails policies = PoliciesDetails.of(event.policies());
      return new PoliciesAnswer(
          event.version(), policies.latePayment(), policies.refunds(), policies.boxOffice());
    }
  }

  @GET
  @Operation(summary = "What the organiser of an event promises its buyers")
  public PoliciesAnswer find(@PathParam("event") String event) {
    return PoliciesAnswer.of(events.any(event));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Set the policies of an event, whole",
      description =
          "latePayment says what becomes of money that arrives when the hold has expired:"
              + " retake_or_offer (the default), retake or give_back. refunds says until how many"
              + " hours before the start buyers may give tickets back by themselves, whether the"
              + " fees come back too (withFees) and whether single tickets may be given back"
              + " (singleTickets); left out, they may not. boxOffice says for how many hours after an"
              + " order its places are reserved when it is to be paid at the box office (hours, 1 to"
              + " 720; never beyond the start of the event); left out, it cannot be paid there.")
  @APIResponse(responseCode = "200", description = "Changed")
  @APIResponse(responseCode = "409", description = "Somebody else changed the event meanwhile")
  @APIResponse(responseCode = "422", description = "Every field that needs another value")
  public PoliciesAnswer update(@PathParam("event") String event, @Nullable PoliciesBody sent) {
    PoliciesBody body = Bodies.present(sent);
    var details = new PoliciesDetails(body.latePayment(), body.refunds(), body.boxOffice());
    return PoliciesAnswer.of(
        OrganiserEvents.saved(
            catalog.setPolicies(events.any(event).id(), Fields.version(body.version()), details)));
  }
}
