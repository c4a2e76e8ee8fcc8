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
import org.onsale.platform.Problem;

/**
 * The baselines: a hold's request and answer with nothing in between, once as a yes and once as a
 * no. Same shape of path, same records, same JSON, same kind of thread.
 */
@Path("/api/v1/bench")
@IfBuildProperty(name = "onsale.bench", stringValue = "true")
public class EchoResource {
  private static final Money TOTAL = Money.of(13_000, "EUR");

  @PUT
  @Path("echo/events/{event}/holds/{holdId}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @NonBlocking
  public Response yes(
      @PathParam("event") String event, @PathParam("holdId") String holdId, HoldBody body) {
    Instant expiresAt = Instant.parse("2026-11-24T04:53:27.807904Z");
    HoldView view =
        new HoldView(holdId, seats(body), List.of(), expiresAt, TOTAL, 12_345, true, null);
    return Response.status(201).entity(view).build();
  }

  @PUT
  @Path("echo-no/events/{event}/holds/{holdId}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(Problem.MEDIA_TYPE)
  @NonBlocking
  public Response no(
      @PathParam("event") String event, @PathParam("holdId") String holdId, HoldBody body) {
    return Problem.of(409, "seats-lost", "Somebody was quicker")
        .with("seats", seats(body))
        .with("pools", List.of())
        .asResponse();
  }

  private static List<Integer> seats(HoldBody body) {
    return Objects.requireNonNull(body.seats()).stream().map(Objects::requireNonNull).toList();
  }
}
