package org.onsale.api;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.onsale.inventory.Inventory;
import org.onsale.platform.EventId;

/** All live viewers of this node, by event; so many at most, and one heart for all of them. */
@Singleton
final class Audiences {
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final Inventory inventory;
  private final int limit;
  private final ConcurrentHashMap<EventId, Audience> audiences = new ConcurrentHashMap<>();
  private final AtomicInteger viewers = new AtomicInteger();
  private volatile boolean ended;

  @Inject
  Audiences(
      Vertx vertx,
      Inventory inventory,
      @ConfigProperty(name = "onsale.live.max-viewers", defaultValue = "20000") int limit) {
    this.inventory = inventory;
    this.limit = limit;
    vertx.setPeriodic(HEARTBEAT.toMillis(), id -> audiences.values().forEach(Audience::beat));
  }

  /** Whether one more may join; if so it must. */
  boolean admit() {
    if (ended || viewers.incrementAndGet() > limit) {
      viewers.decrementAndGet();
      return false;
    }
    return true;
  }

  /**
   * Joins the connection to the event's viewers, on the loop that is given.
   *
   * @param version of the event that is in memory
   * @param since the version that the viewer knows
   */
  void join(EventId event, long version, Context loop, HttpServerResponse response, long since) {
    boolean[] first = new boolean[1];
    Audience audience =
        audiences.compute(
            event,
            (id, known) -> {
              first[0] = known == null;
              Audience joined = known == null ? new Audience(id, inventory, this::left) : known;
              joined.size++;
              return joined;
            });
    if (first[0]) {
      audience.open(version);
    }
    response.closeHandler(audience.join(loop, response, since));
    if (ended) {
      // It came in between; nobody else would end it.
      audience.end();
    }
  }

  void left(EventId event) {
    viewers.decrementAndGet();
    audiences.computeIfPresent(event, (id, audience) -> remaining(audience));
  }

  private static @Nullable Audience remaining(Audience audience) {
    audience.size--;
    if (audience.size > 0) {
      return audience;
    }
    audience.close();
    return null;
  }

  int size() {
    return viewers.get();
  }

  /** Before the server waits for the requests under way: these would never end by themselves. */
  void end(@Observes ShutdownDelayInitiatedEvent stopping) {
    ended = true;
    audiences.values().forEach(Audience::end);
  }
}
