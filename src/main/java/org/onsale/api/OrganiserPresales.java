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
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.catalog.PresaleCodes;
import org.onsale.catalog.PresaleDetails;
import org.onsale.identity.OrganiserOnly;

/** The presales of an event, with their codes. */
@Path("/api/v1/organiser/events/{event}/presales")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@OrganiserOnly
@Tag(name = "Organiser: events")
public final class OrganiserPresales {
  private final PresaleCodes presales;
  private final EventPath events;

  @Inject
  OrganiserPresales(PresaleCodes presales, EventPath events) {
    this.presales = presales;
    this.events = events;
  }

  /** All presales of an event. */
  public record PresalesBody(
      @Nullable Long version, @Nullable List<@Nullable PresaleDetails> presales) {}

  /** The presales of an event, the first first. */
  public record PresalesAnswer(long version, List<PresaleDetails> presales) {}

  @GET
  @Operation(
      summary = "The presales of an event",
      description = "A code is null when the key that it was encrypted with is lost.")
  public PresalesAnswer find(@PathParam("event") String event) {
    return answer(events.any(event));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Set the presales of an event, all of them",
      description =
          "Each ends before the next begins and before the public sale opens. With codes, a hold"
              + " needs one of them as accessCode; without, it is open to all. limitPerCustomer"
              + " counts all places that a customer has ordered by then. categories and pools say"
              + " what is sold in it; everything when both are empty. At most 10 presales of 100"
              + " codes.")
  @APIResponse(responseCode = "200", description = "Changed")
  @APIResponse(responseCode = "409", description = "Somebody else changed the event meanwhile")
  @APIResponse(responseCode = "422", description = "Every field that needs another value")
  public PresalesAnswer update(@PathParam("event") String event, @Nullable PresalesBody sent) {
    PresalesBody body = Bodies.present(sent);
    return answer(
        OrganiserEvents.saved(
            presales.set(
                events.any(event).id(),
                Fields.version(body.version()),
                Objects.requireNonNullElse(body.presales(), List.of()))));
  }

  private PresalesAnswer answer(Event event) {
    return new PresalesAnswer(event.version(), presales.of(event));
  }
}
