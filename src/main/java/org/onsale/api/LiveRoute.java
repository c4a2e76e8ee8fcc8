package org.onsale.api;

import io.netty.channel.ChannelOption;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.inventory.Availability;
import org.onsale.inventory.Inventory;
import org.onsale.platform.Busy;
import org.onsale.platform.EventId;
import org.onsale.platform.RouteAnswers;

/**
 * {@code GET /api/v1/events/{event}/live}: changes as server-sent events. The frames are encoded
 * once by the ledger, and written as they are to every {@link Viewer}.
 */
@Singleton
public final class LiveRoute {
  static final String PATH = "/api/v1/events/:event/live";

  /** Bytes that wait in this process for a reader, at most, besides one shared frame. */
  private static final int QUEUED_BYTES = 8 * 1024;

  /** Bytes that wait in the kernel for a reader, about: what is there cannot be conflated. */
  private static final int SEND_BUFFER = 32 * 1024;

  /** After a restart viewers come back spread over this, and twice if the first time failed. */
  private static final Duration RETRY_MIN = Duration.ofSeconds(1);

  private static final Duration RETRY_MAX = Duration.ofSeconds(6);

  /** Older than any version: such a viewer is told to begin anew. */
  private static final long UNREADABLE = -1;

  private final EventPath events;
  private final Inventory inventory;
  private final Audiences audiences;
  private final RouteWork work;
  private final RouteAnswers failures;

  /**
   * Where a stream begins.
   *
   * @param version of the event that is in memory
   * @param since the version that the viewer knows
   */
  private record Start(EventId event, long version, long since) {
    static Start of(Event event, Availability now, @Nullable Long known) {
      return new Start(event.id(), now.version(), known == null ? now.version() : known);
    }
  }

  @Inject
  LiveRoute(
      EventPath events,
      Inventory inventory,
      Audiences audiences,
      RouteWork work,
      RouteAnswers failures) {
    this.events = events;
    this.inventory = inventory;
    this.audiences = audiences;
    this.work = work;
    this.failures = failures;
  }

  void register(@Observes Router router) {
    router.route(PATH).handler(this::handle);
  }

  private void handle(RoutingContext routing) {
    if (failures.allows(routing, HttpMethod.GET)) {
      work.orFail(routing, () -> open(routing));
    }
  }

  private void open(RoutingContext routing) {
    String reference = Objects.requireNonNullElse(routing.pathParam("event"), "");
    Long known = known(routing.request());
    Event event = events.publishedInMemory(reference).orElse(null);
    Availability now = event == null ? null : inventory.availabilityNow(event.id());
    if (event == null || now == null || (known != null && known > now.version())) {
      work.run(routing, () -> wait(reference, known), start -> stream(routing, start));
    } else {
      stream(routing, Start.of(event, now, known));
    }
  }

  /** A viewer may know more than this node, from another one. */
  private Start wait(String reference, @Nullable Long known) {
    Event event = events.published(reference);
    long seen = known == null ? 0 : known;
    return Start.of(event, Answers.await(inventory.availability(event.id(), seen)), known);
  }

  private static @Nullable Long known(HttpServerRequest request) {
    String text = request.getHeader("Last-Event-ID");
    if (text == null) {
      text = request.getParam("since");
    }
    if (text == null) {
      return null;
    }
    try {
      return Math.max(UNREADABLE, Long.parseLong(text));
    } catch (NumberFormatException e) {
      return UNREADABLE;
    }
  }

  private void stream(RoutingContext routing, Start start) {
    HttpServerResponse response = routing.response();
    if (response.closed()) {
      return;
    }
    if (!audiences.admit()) {
      throw new Busy("too many live viewers");
    }
    limitKernelBuffer(routing.request());
    response
        .setChunked(true)
        .setWriteQueueMaxSize(QUEUED_BYTES)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no");
    var ignored = response.write("retry: " + retry().toMillis() + "\n\n");
    Context loop = VertxContext.getRootContext(Vertx.currentContext());
    audiences.join(start.event(), start.version(), loop, response, start.since());
  }

  /** HTTP/2 has a window for each stream, and a connection that is not ours alone. */
  private static void limitKernelBuffer(HttpServerRequest request) {
    if (request.connection() instanceof ConnectionBase connection
        && request.version() != HttpVersion.HTTP_2) {
      connection.channel().config().setOption(ChannelOption.SO_SNDBUF, SEND_BUFFER);
    }
  }

  private static Duration retry() {
    return Duration.ofMillis(
        ThreadLocalRandom.current().nextLong(RETRY_MIN.toMillis(), RETRY_MAX.toMillis()));
  }
}
