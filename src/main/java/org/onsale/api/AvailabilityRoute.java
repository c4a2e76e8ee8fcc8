package org.onsale.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import org.onsale.catalog.Event;
import org.onsale.inventory.Availability;
import org.onsale.inventory.Inventory;
import org.onsale.platform.EventId;
import org.onsale.platform.Gzip;
import org.onsale.platform.RouteAnswers;

/**
 * {@code GET /api/v1/events/{event}/availability}: what can be had now. Answered on the event loop
 * from memory; only an event that is not in memory yet is waited for, elsewhere.
 */
@Singleton
public final class AvailabilityRoute {
  static final String PATH = "/api/v1/events/:event/availability";

  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");
  private static final CharSequence NO_CACHE = HttpHeaders.createOptimized("no-cache");
  private static final CharSequence VARY = HttpHeaders.createOptimized("Vary");
  private static final CharSequence ACCEPT_ENCODING =
      HttpHeaders.createOptimized("Accept-Encoding");

  private final EventPath events;
  private final Inventory inventory;
  private final RouteWork work;
  private final RouteAnswers failures;
  private final GzipBudget budget = new GzipBudget();
  private final Cache<EventId, AvailabilityAnswer> answers =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterAccess(Duration.ofMinutes(1)).build();

  @Inject
  AvailabilityRoute(EventPath events, Inventory inventory, RouteWork work, RouteAnswers failures) {
    this.events = events;
    this.inventory = inventory;
    this.work = work;
    this.failures = failures;
  }

  void register(@Observes Router router) {
    router.route(PATH).handler(this::handle);
  }

  private void handle(RoutingContext routing) {
    if (failures.allows(routing, HttpMethod.GET, HttpMethod.HEAD)) {
      work.orFail(routing, () -> answer(routing));
    }
  }

  private void answer(RoutingContext routing) {
    String reference = Objects.requireNonNullElse(routing.pathParam("event"), "");
    Event event = events.publishedInMemory(reference).orElse(null);
    Availability now = event == null ? null : inventory.availabilityNow(event.id());
    if (event == null || now == null) {
      work.run(routing, () -> wait(reference), answer -> send(routing, answer));
    } else {
      send(routing, answer(event, now));
    }
  }

  private AvailabilityAnswer wait(String reference) {
    Event event = events.published(reference);
    return answer(event, Answers.await(inventory.availability(event.id())));
  }

  private AvailabilityAnswer answer(Event event, Availability now) {
    int planVersion = event.plan() == null ? 0 : event.plan().version();
    AvailabilityAnswer last = answers.getIfPresent(event.id());
    if (last != null && last.isOf(now, planVersion)) {
      return last;
    }
    var fresh = new AvailabilityAnswer(now, planVersion);
    answers.put(event.id(), fresh);
    return fresh;
  }

  private void send(RoutingContext routing, AvailabilityAnswer answer) {
    HttpServerRequest request = routing.request();
    HttpServerResponse response = routing.response();
    if (response.closed()) {
      return;
    }
    response.putHeader(HttpHeaders.CACHE_CONTROL, NO_CACHE).putHeader(VARY, ACCEPT_ENCODING);
    String known = answer.knownAs(request.getHeader(HttpHeaders.IF_NONE_MATCH));
    if (known != null) {
      response.putHeader(HttpHeaders.ETAG, known).setStatusCode(304).end();
      return;
    }
    AvailabilityAnswer.Form form =
        Gzip.isAccepted(request.getHeader(HttpHeaders.ACCEPT_ENCODING))
            ? answer.gzip(budget)
            : answer.plain();
    response.putHeader(HttpHeaders.ETAG, form.tag()).putHeader(HttpHeaders.CONTENT_TYPE, JSON);
    if (form.gzip()) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, GZIP);
    }
    if (request.method() == HttpMethod.HEAD) {
      int length = form.body().remaining();
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(length)).end();
    } else {
      response.end(SharedBytes.view(form.body()));
    }
  }
}
