package org.onsale.api;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.allocations.Allocations;
import org.onsale.allocations.Openings;
import org.onsale.catalog.Event;
import org.onsale.catalog.Presales;
import org.onsale.inventory.AllocationId;
import org.onsale.inventory.AllocationShare;
import org.onsale.platform.Problem;

/** Tells buyers what their access code opens. */
@Path("/api/v1/events/{event}/openings")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Buying")
public final class OpeningsResource {
  private final EventPath events;
  private final Openings openings;
  private final Allocations allocations;

  @Inject
  OpeningsResource(EventPath events, Openings openings, Allocations allocations) {
    this.events = events;
    this.openings = openings;
    this.allocations = allocations;
  }

  /** The code stands in the body, so that it gets into no log of addresses. */
  public record CodeBody(@Nullable String accessCode) {}

  /** Places of a pool that only the code opens. */
  public record PoolPlaces(int id, int available) {}

  /**
   * What the code opens besides the public sale.
   *
   * @param presale the one that it lets in to; missing for the code of an allocation
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Opening(List<Integer> seats, List<PoolPlaces> pools, @Nullable String presale) {
    static Opening of(AllocationShare share) {
      return new Opening(
          share.seats(),
          share.pools().stream().map(pool -> new PoolPlaces(pool.pool(), pool.left())).toList(),
          null);
    }
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "What an access code opens",
      description =
          "While a presale is on that needs a code: whether this is one of its codes. Else the seats"
              + " of the code's allocation, whoever has them: those that the availability shows"
              + " as blocked can be held with the code. Of pools, the places that only the code"
              + " opens, besides those that are available to all. Send the code along with the"
              + " hold, as accessCode.")
  @APIResponse(responseCode = "200", description = "What it opens")
  @APIResponse(responseCode = "422", description = "The code opens nothing")
  @APIResponse(responseCode = "429", description = "Too many codes that open nothing")
  public Opening open(
      @PathParam("event") String reference,
      @Context HttpServerRequest client,
      @Nullable CodeBody body) {
    Event event = events.published(reference);
    String code = Bodies.present(body).accessCode();
    String address = client.remoteAddress().hostAddress();
    Presales.Presale presale = openings.presale(event, code, address);
    if (presale != null) {
      return new Opening(List.of(), List.of(), presale.name());
    }
    int allocation = openings.allocation(event, code, address);
    if (allocation == AllocationId.NONE) {
      throw Problem.invalid("accessCode", "Send the code.").asException();
    }
    return Opening.of(allocations.share(event.id(), allocation));
  }
}
