package org.onsale.api;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.inventory.Inventory;
import org.onsale.inventory.LiveFrame;
import org.onsale.platform.ProblemException;

/**
 * {@code GET /api/v1/events/{event}/live}: changes as server-sent events. The frames are encoded
 * once by the ledger; here they are only written. A reader that is too slow is not buffered for: it
 * misses frames and is then told to begin anew.
 */
@Singleton
public final class LiveRoute {
  private static final Logger LOG = Logger.getLogger(LiveRoute.class);
  private static final long HEARTBEAT_MILLIS = TimeUnit.SECONDS.toMillis(15);
  private static final int MAX_QUEUED_BYTES = 64 * 1024;
  private static final Buffer HEARTBEAT = Buffer.buffer(":\n\n");

  private final Vertx vertx;
  private final EventPath events;
  private final Inventory inventory;

  @Inject
  public LiveRoute(Vertx vertx, EventPath events, Inventory inventory) {
    this.vertx = vertx;
    this.events = events;
    this.inventory = inventory;
  }

  void register(@Observes Router router) {
    router.get("/api/v1/events/:event/live").handler(this::open);
  }

  private void open(RoutingContext routing) {
    Context context = vertx.getOrCreateContext();
    Thread.startVirtualThread(() -> find(routing, context));
  }

  /** Off the event loop: the event may have to be read from the database. */
  private void find(RoutingContext routing, Context context) {
    try {
      Event event = events.published(Objects.requireNonNullElse(routing.pathParam("event"), ""));
      long now = Answers.await(inventory.availability(event.id())).version();
      long since = since(routing, now);
      context.runOnContext(ignored -> stream(routing, context, event, since));
    } catch (ProblemException e) {
      context.runOnContext(ignored -> refuse(routing, e.problem().status()));
    } catch (RuntimeException e) {
      LOG.debug("A viewer could not be served", e);
      context.runOnContext(ignored -> refuse(routing, 503));
    }
  }

  private static void refuse(RoutingContext routing, int status) {
    String type = status == 404 ? "not-found" : "busy";
    routing
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/problem+json")
        .end("{\"status\":" + status + ",\"type\":\"/problems/" + type + "\"}");
  }

  private static long since(RoutingContext routing, long now) {
    String text = routing.request().getHeader("Last-Event-ID");
    if (text == null) {
      text = routing.request().getParam("since");
    }
    if (text == null) {
      return now;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private void stream(RoutingContext routing, Context context, Event event, long since) {
    HttpServerResponse response = routing.response();
    if (response.closed()) {
      return;
    }
    response
        .setChunked(true)
        .setWriteQueueMaxSize(MAX_QUEUED_BYTES)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no");
    response.write(Buffer.buffer("retry: 2000\n\n"));
    Viewer viewer = new Viewer(context, response);
    long heartbeat = vertx.setPeriodic(HEARTBEAT_MILLIS, id -> viewer.send(HEARTBEAT, false));
    var ignored =
        inventory
            .follow(event.id(), since, viewer)
            .whenComplete(
                (following, failure) ->
                    context.runOnContext(
                        done -> {
                          if (following == null || response.closed()) {
                            close(following);
                            vertx.cancelTimer(heartbeat);
                            response.close();
                            return;
                          }
                          response.closeHandler(
                              closed -> {
                                vertx.cancelTimer(heartbeat);
                                close(following);
                              });
                        }));
  }

  private static void close(@Nullable AutoCloseable following) {
    try {
      if (following != null) {
        following.close();
      }
    } catch (Exception e) {
      LOG.warn("A viewer could not be let go", e);
    }
  }

  /** One connection. Frames come from the ledger's thread and are written on the connection's. */
  private static final class Viewer implements Consumer<LiveFrame> {
    private final Context context;
    private final HttpServerResponse response;
    private boolean missed;
    private long version;

    Viewer(Context context, HttpServerResponse response) {
      this.context = context;
      this.response = response;
    }

    @Override
    public void accept(LiveFrame frame) {
      context.runOnContext(
          ignored -> {
            version = Objects.requireNonNull(frame).version();
            send(Buffer.buffer(frame.bytes()), true);
          });
    }

    void send(Buffer bytes, boolean needed) {
      if (response.closed()) {
        return;
      }
      if (response.writeQueueFull()) {
        if (needed && !missed) {
          missed = true;
          response.drainHandler(drained -> beginAnew());
        }
        return;
      }
      if (!missed) {
        response.write(bytes);
      }
    }

    private void beginAnew() {
      missed = false;
      String reset = "event: reset\nid: " + version + "\ndata: {\"version\":" + version + "}\n\n";
      response.write(Buffer.buffer(reset.getBytes(StandardCharsets.US_ASCII)));
    }
  }
}
