package org.onsale.api;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.PriceChangeDetails;
import org.onsale.catalog.PriceChanges;
import org.onsale.identity.OrganiserOnly;

/** The prices of an event that change on a date. */
@Path("/api/v1/organiser/events/{event}/price-changes")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@OrganiserOnly
@Tag(name = "Organiser: events")
public final class OrganiserPriceChanges {
  private final Catalog catalog;
  private final EventPath events;

  @Inject
  OrganiserPriceChanges(Catalog catalog, EventPath events) {
    this.catalog = catalog;
    this.events = events;
  }

  /** All changes of an event's prices. */
  public record ChangesBody(
      @Nullable Long version, @Nullable List<@Nullable PriceChangeDetails> changes) {}

  /** All changes of an event's prices, by date. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ChangesAnswer(long version, String currency, List<PriceChanges.Change> changes) {}

  @GET
  @Operation(
      summary = "The prices of an event that change on a date",
      description = "What a category, pool or ticket type costs is its price before the first.")
  public ChangesAnswer find(@PathParam("event") String event) {
    return answer(events.any(event));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Set the prices of an event that change on a date, all of them",
      description =
          "From `from` on, a ticket of `type` (0 or missing: the standard ticket) in that category"
              + " or pool costs `price`, in minor units. A hold keeps the prices of the time at"
              + " which it was taken, and so does one that replaces it. At most 100.")
  @APIResponse(responseCode = "200", description = "Changed")
  @APIResponse(responseCode = "409", description = "Somebody else changed the event meanwhile")
  @APIResponse(responseCode = "422", description = "Every field that needs another value")
  public ChangesAnswer update(@PathParam("event") String event, @Nullable ChangesBody sent) {
    ChangesBody body = Bodies.present(sent);
    return answer(
        OrganiserEvents.saved(
            catalog.setPriceChanges(
                events.any(event).id(),
                Fields.version(body.version()),
                Objects.requireNonNullElse(body.changes(), List.of()))));
  }

  private static ChangesAnswer answer(Event event) {
    return new ChangesAnswer(
        event.version(), event.currency().getCurrencyCode(), event.priceChanges().changes());
  }
}
