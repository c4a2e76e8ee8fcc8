package org.onsale.bench;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.onsale.api.HoldsResource.HoldBody;
import org.onsale.api.HoldsResource.HoldView;
import org.onsale.platform.Money;

/**
 * The way to hold seats in Redis: a script that takes all of them or none, each a key that expires.
 * What it has said may be lost with the process. It runs on the event loop, the cheapest there is.
 */
@Path("/api/v1/bench/redis/events/{event}/holds/{holdId}")
@IfBuildProperty(name = "onsale.bench", stringValue = "true")
@Produces(MediaType.APPLICATION_JSON)
public class RedisResource {
  private static final Money TOTAL = Money.of(13_000, "EUR");
  private static final Duration HOLD_TIME = Duration.ofMinutes(10);

  private final RedisPipeline redis;
  private final Clock clock;

  @Inject
  public RedisResource(RedisPipeline redis, Clock clock) {
    this.redis = redis;
    this.clock = clock;
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> hold(
      @PathParam("event") long event, @PathParam("holdId") UUID hold, HoldBody body) {
    List<Integer> seats =
        Objects.requireNonNull(body.seats()).stream().map(Objects::requireNonNull).toList();
    List<String> keys = seats.stream().map(seat -> event + ":" + seat).toList();
    return redis
        .takeAll(keys, hold.toString(), HOLD_TIME)
        .thenApply(taken -> taken ? held(hold, seats) : Response.status(409).build());
  }

  private Response held(UUID hold, List<Integer> seats) {
    Instant expiresAt = clock.instant().plus(HOLD_TIME);
    HoldView view =
        new HoldView(hold.toString(), seats, List.of(), expiresAt, TOTAL, 1, true, null);
    return Response.status(201).entity(view).build();
  }
}
