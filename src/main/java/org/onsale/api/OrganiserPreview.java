package org.onsale.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.identity.OrganiserOnly;
import org.onsale.inventory.Availability;
import org.onsale.inventory.Inventory;
import org.onsale.seating.Plans;

/** An event as buyers will get it, for organisers, who see it before it is published. */
@Path("/api/v1/organiser/events/{event}/preview")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@OrganiserOnly
@Tag(name = "Organiser")
public final class OrganiserPreview {
  private final EventPath events;
  private final Plans plans;
  private final Inventory inventory;
  private final Clock clock;

  @Inject
  OrganiserPreview(EventPath events, Plans plans, Inventory inventory, Clock clock) {
    this.events = events;
    this.plans = plans;
    this.inventory = inventory;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "previewEvent",
      summary = "An event as `GET /events/{event}` will show it, drafts too")
  public EventJson.Details details(@PathParam("event") String reference) {
    return EventJson.Details.of(events.any(reference), clock.instant());
  }

  @GET
  @Path("seating")
  @Operation(
      operationId = "previewSeating",
      summary = "Its seating as `GET /events/{event}/seating` will show it, drafts too")
  @APIResponse(responseCode = "200", description = "The plan; gzip for those who accept it")
  public Response seating(
      @PathParam("event") String reference,
      @QueryParam("form") @Nullable String form,
      @HeaderParam("If-None-Match") @Nullable String known,
      @HeaderParam("Accept-Encoding") @Nullable String encodings) {
    return PlanAnswer.forOrganisers(
        PlanAnswer.ofEvent(events.any(reference), plans, form, known, encodings));
  }

  @GET
  @Path("availability")
  @Operation(
      operationId = "previewAvailability",
      summary = "What is free of it as `GET /events/{event}/availability` will tell, drafts too",
      description =
          "What was sold before an event was taken back stays sold. A draft that was never"
              + " published has no seats and pools here: all of it is free.")
  public Response availability(@PathParam("event") String reference) {
    Event event = events.any(reference);
    int planVersion = event.plan() == null ? 0 : event.plan().version();
    Availability now = Answers.await(inventory.availability(event.id()));
    var answer = new AvailabilityAnswer(now, planVersion);
    return Response.ok(SharedBytes.view(answer.plain().body()))
        .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
        .build();
  }
}
