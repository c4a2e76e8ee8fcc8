package org.onsale.bench;

import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.onsale.api.HoldsResource.HoldBody;
import org.onsale.api.HoldsResource.HoldView;
import org.onsale.platform.Money;

/**
 * The baseline: a hold's request and answer, with nothing in between. Same shape of path, same
 * records, same JSON, same kind of thread.
 */
@Path("/bench/echo/events/{event}/holds/{holdId}")
@IfBuildProperty(name = "onsale.bench", stringValue = "true")
@Produces(MediaType.APPLICATION_JSON)
public class EchoResource {
  private static final Money TOTAL = Money.of(13_000, "EUR");

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @NonBlocking
  public Response echo(
      @PathParam("event") String event, @PathParam("holdId") String holdId, HoldBody body) {
    List<Integer> seats =
        Objects.requireNonNull(body.seats()).stream().map(Objects::requireNonNull).toList();
    Instant expiresAt = Instant.parse("2026-11-24T04:53:27.807904Z");
    HoldView view = new HoldView(holdId, seats, List.of(), expiresAt, TOTAL, 12_345, true, null);
    return Response.status(201).entity(view).build();
  }
}
