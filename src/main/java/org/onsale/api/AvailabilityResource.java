package org.onsale.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.inventory.Availability;
import org.onsale.inventory.Inventory;
import org.onsale.platform.EventId;

/** What can be had now. Encoded once per version, whatever the number of readers. */
@Path("/api/v1/events/{event}/availability")
@Tag(name = "Buying")
public class AvailabilityResource {

  private final EventPath events;
  private final Inventory inventory;
  private final ObjectMapper json;
  private final ConcurrentHashMap<EventId, Encoded> encoded = new ConcurrentHashMap<>();

  /** The answer for one state of an event. */
  private record Encoded(Availability of, int planVersion, byte[] body, String etag) {}

  /** A pool with the places that can still be had. */
  public record PoolBody(int id, int available) {}

  /** The contract's availability; {@code seats} is base64 of two bits a seat. */
  public record AvailabilityBody(
      long version, int planVersion, byte[] seats, List<PoolBody> pools) {}

  @Inject
  public AvailabilityResource(EventPath events, Inventory inventory, ObjectMapper json) {
    this.events = events;
    this.inventory = inventory;
    this.json = json;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      summary = "What can be had now",
      description =
          "`seats` is base64 of two bits a seat, seat i in bits 2·(i mod 4) and up of byte i/4:"
              + " 0 free, 1 held, 2 sold, 3 blocked. Follow /live from `version` on.")
  public Response get(
      @PathParam("event") String reference,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
    Event event = events.published(reference);
    Encoded answer = answer(event, Answers.await(inventory.availability(event.id())));
    if (answer.etag().equals(known)) {
      return Response.notModified().header(HttpHeaders.ETAG, answer.etag()).build();
    }
    return Response.ok(answer.body(), MediaType.APPLICATION_JSON)
        .header(HttpHeaders.ETAG, answer.etag())
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .build();
  }

  private Encoded answer(Event event, Availability now) {
    int planVersion = event.plan() == null ? 0 : event.plan().version();
    Encoded last = encoded.get(event.id());
    if (last != null && last.of() == now && last.planVersion() == planVersion) {
      return last;
    }
    Encoded fresh = encode(now, planVersion);
    encoded.put(event.id(), fresh);
    return fresh;
  }

  private Encoded encode(Availability now, int planVersion) {
    List<PoolBody> pools =
        now.pools().stream().map(pool -> new PoolBody(pool.pool(), pool.available())).toList();
    try {
      byte[] body =
          json.writeValueAsBytes(
              new AvailabilityBody(now.version(), planVersion, now.packed(), pools));
      String etag =
          "\""
              + now.version()
              + "-"
              + planVersion
              + "-"
              + Integer.toHexString(Arrays.hashCode(body))
              + "\"";
      return new Encoded(now, planVersion, body, etag);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
