package org.onsale.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Venue;
import org.onsale.catalog.VenueChange;
import org.onsale.catalog.VenueRemoval;
import org.onsale.identity.OrganiserOnly;
import org.onsale.platform.Page;
import org.onsale.platform.Problem;

/** The venues, for organisers. */
@Path("/api/v1/organiser/venues")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@OrganiserOnly
@Tag(name = "Organiser: venues")
public final class OrganiserVenues {
  private final Catalog catalog;

  @Inject
  OrganiserVenues(Catalog catalog) {
    this.catalog = catalog;
  }

  @GET
  @Operation(summary = "All venues by name")
  public Page<OrganiserJson.VenueAnswer> list(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    return catalog.venues(cursor, Bodies.limit(limit)).map(OrganiserJson.VenueAnswer::of);
  }

  @POST
  @Operation(summary = "Create a venue")
  public Response create(OrganiserJson.@Nullable VenueBody body) {
    Venue venue = saved(catalog.createVenue(Bodies.present(body).details()));
    return Response.created(URI.create("/api/v1/organiser/venues/" + venue.id()))
        .entity(OrganiserJson.VenueAnswer.of(venue))
        .build();
  }

  @GET
  @Path("{venue}")
  @Operation(summary = "A venue")
  public OrganiserJson.VenueAnswer find(@PathParam("venue") String venue) {
    return catalog
        .venue(Bodies.id(venue, "venue"))
        .map(OrganiserJson.VenueAnswer::of)
        .orElseThrow(() -> Problem.notFound("venue").asException());
  }

  @PUT
  @Path("{venue}")
  @Operation(summary = "Change a venue; the instants of its events stay")
  public OrganiserJson.VenueAnswer update(
      @PathParam("venue") String venue, OrganiserJson.@Nullable VenueBody body) {
    return OrganiserJson.VenueAnswer.of(
        saved(catalog.updateVenue(Bodies.id(venue, "venue"), Bodies.present(body).details())));
  }

  private static Venue saved(VenueChange change) {
    return switch (change) {
      case VenueChange.Saved(Venue venue) -> venue;
      case VenueChange.Refused(var errors) -> throw Problem.invalid(errors).asException();
      case VenueChange.NoSuchVenue() -> throw Problem.notFound("venue").asException();
    };
  }

  @DELETE
  @Path("{venue}")
  @Operation(summary = "Remove a venue without events")
  public void remove(@PathParam("venue") String venue) {
    switch (catalog.removeVenue(Bodies.id(venue, "venue"))) {
      case VenueRemoval.Removed() -> {}
      case VenueRemoval.NoSuchVenue() -> throw Problem.notFound("venue").asException();
      case VenueRemoval.InUse(int events) ->
          throw Problem.of(409, "venue-in-use", "Events take place there")
              .withDetail("The venue has {1} events.", events)
              .asException();
    }
  }
}
