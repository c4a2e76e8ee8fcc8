package org.onsale.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.allocations.Allocation;
import org.onsale.allocations.AllocationDetails;
import org.onsale.allocations.AllocationOutcome;
import org.onsale.allocations.Allocations;
import org.onsale.catalog.Event;
import org.onsale.identity.OrganiserOnly;
import org.onsale.inventory.AllocationShare;
import org.onsale.platform.Page;
import org.onsale.platform.Problem;

/** What organisers keep back of an event: for artists, press, wheelchairs, or for good. */
@Path("/api/v1/organiser/events/{event}/allocations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@OrganiserOnly
@Tag(name = "Organiser: allocations")
public final class OrganiserAllocations {
  private final EventPath events;
  private final Allocations allocations;

  @Inject
  OrganiserAllocations(EventPath events, Allocations allocations) {
    this.events = events;
    this.allocations = allocations;
  }

  @GET
  @Operation(
      summary = "The allocations of an event, the newest first",
      description = "With the numbers of their seats and places; ask for one to see its seats.")
  public Page<AllocationJson.Item> list(
      @PathParam("event") String reference,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    Event event = events.any(reference);
    if (cursor != null && !cursor.matches("[0-9]{1,9}")) {
      throw Problem.invalid("cursor", "Send the next of the page before, as it is.").asException();
    }
    Page<Allocation> page =
        allocations.list(
            event.id(), cursor == null ? null : Integer.valueOf(cursor), Bodies.limit(limit));
    Map<Integer, AllocationShare> shares = allocations.shares(event.id());
    return page.map(
        allocation ->
            AllocationJson.Item.of(
                allocation,
                shares.getOrDefault(allocation.id(), AllocationShare.none(allocation.id()))));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Make an allocation",
      description =
          "With seats and places at once, or without. kind is artist, press, wheelchair, kill or a"
              + " word of your own. With an accessCode buyers can buy from it; at releaseAt it goes"
              + " to the public sale by itself.")
  @APIResponse(responseCode = "201", description = "Made, with all of the seats and places")
  @APIResponse(responseCode = "409", description = "Some are not free; nothing was changed")
  public Response create(
      @PathParam("event") String reference, AllocationJson.@Nullable NewBody body) {
    Event event = events.any(reference);
    AllocationJson.NewBody given = Bodies.present(body);
    var fields = new Fields();
    Instant releaseAt = fields.instant("releaseAt", given.releaseAt());
    var places = AllocationJson.Places.of(given.seats(), given.pools(), false, fields);
    var details =
        new AllocationDetails(
            Fields.text(given.kind()),
            Fields.text(given.label()),
            Fields.text(given.accessCode()),
            releaseAt);
    AllocationJson.refuseUnreadable(fields, details);
    Allocation made = done(allocations.create(event, details, places.seats(), places.pools()));
    return Response.status(201).entity(view(made)).build();
  }

  @GET
  @Path("{allocation}")
  @Operation(summary = "An allocation, with its seats and its access code")
  public AllocationJson.View get(
      @PathParam("event") String reference, @PathParam("allocation") String id) {
    return view(find(reference, id));
  }

  @PATCH
  @Path("{allocation}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Change what is said of an allocation",
      description =
          "What is left out stays. An empty accessCode or releaseAt takes it away. A code that was"
              + " changed may open for some seconds more.")
  @APIResponse(responseCode = "409", description = "It was released")
  public AllocationJson.View change(
      @PathParam("event") String reference,
      @PathParam("allocation") String id,
      AllocationJson.@Nullable ChangeBody body) {
    Allocation allocation = find(reference, id);
    AllocationJson.ChangeBody given = Bodies.present(body);
    var fields = new Fields();
    AllocationDetails details = given.over(AllocationDetails.of(allocation), fields);
    AllocationJson.refuseUnreadable(fields, details);
    return view(done(allocations.change(allocation, details)));
  }

  @POST
  @Path("{allocation}/additions")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Put free seats and places into an allocation")
  @APIResponse(responseCode = "200", description = "All of them are in it")
  @APIResponse(responseCode = "409", description = "Some are not free; nothing was changed")
  public AllocationJson.View add(
      @PathParam("event") String reference,
      @PathParam("allocation") String id,
      AllocationJson.@Nullable PlacesBody body) {
    Allocation allocation = find(reference, id);
    AllocationJson.Places places = places(body);
    return view(done(allocations.add(allocation, places.seats(), places.pools())));
  }

  @POST
  @Path("{allocation}/removals")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Give seats and places of an allocation to the public sale",
      description = "What somebody has taken becomes the public's when it comes back.")
  @APIResponse(responseCode = "200", description = "All of them are the public's")
  @APIResponse(responseCode = "409", description = "Some are not in it; nothing was changed")
  public AllocationJson.View remove(
      @PathParam("event") String reference,
      @PathParam("allocation") String id,
      AllocationJson.@Nullable PlacesBody body) {
    Allocation allocation = find(reference, id);
    AllocationJson.Places places = places(body);
    AllocationOutcome outcome = allocations.remove(allocation, places.seats(), places.pools());
    if (outcome instanceof AllocationOutcome.Unavailable(var seats, var pools)) {
      throw Problem.of(409, "not-in-allocation", "Not all of these are in the allocation")
          .with("seats", seats)
          .with("pools", pools)
          .asException();
    }
    return view(done(outcome));
  }

  @DELETE
  @Path("{allocation}")
  @Operation(
      summary = "Release an allocation: all of it goes to the public sale",
      description = "It stays in the list, as released. 204 also when it was before.")
  @APIResponse(responseCode = "204", description = "Released")
  public Response release(
      @PathParam("event") String reference, @PathParam("allocation") String id) {
    AllocationOutcome outcome = allocations.release(find(reference, id));
    if (!(outcome instanceof AllocationOutcome.Over)) {
      done(outcome);
    }
    return Response.noContent().build();
  }

  private Allocation find(String reference, String id) {
    Event event = events.any(reference);
    return allocations
        .find(event.id(), (int) Math.min(Bodies.id(id, "allocation"), Integer.MAX_VALUE))
        .orElseThrow(() -> Problem.notFound("allocation").asException());
  }

  private static AllocationJson.Places places(AllocationJson.@Nullable PlacesBody body) {
    AllocationJson.PlacesBody given = Bodies.present(body);
    var fields = new Fields();
    var places = AllocationJson.Places.of(given.seats(), given.pools(), true, fields);
    if (fields.hasUnreadable()) {
      throw fields.problem(List.of());
    }
    return places;
  }

  private AllocationJson.View view(Allocation allocation) {
    return AllocationJson.View.of(
        allocation, allocations.share(allocation.event(), allocation.id()));
  }

  private static Allocation done(AllocationOutcome outcome) {
    return switch (outcome) {
      case AllocationOutcome.Done(Allocation allocation) -> allocation;
      case AllocationOutcome.Refused(var errors) -> throw Problem.invalid(errors).asException();
      case AllocationOutcome.Over() ->
          throw Problem.of(409, "allocation-over", "The allocation was released").asException();
      case AllocationOutcome.Unavailable(var seats, var pools) ->
          throw Problem.of(409, "seats-lost", "Somebody was quicker")
              .with("seats", seats)
              .with("pools", pools)
              .asException();
    };
  }
}
