package org.onsale.bench;

import io.quarkus.arc.properties.IfBuildProperty;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bytes that lie ready, answered on the event loop: the least that any answer of that size can cost
 * on this server. What is put there is given back under the same headers, or as a 304 to whoever
 * has it.
 */
@Singleton
@IfBuildProperty(name = "onsale.bench", stringValue = "true")
public final class StaticRoute {
  private static final String PATH = "/api/v1/bench/static/:name";

  private final ConcurrentHashMap<String, Ready> ready = new ConcurrentHashMap<>();

  private record Ready(String etag, List<Map.Entry<String, String>> headers, Buffer body) {}

  void register(@Observes Router router) {
    router.put(PATH).handler(BodyHandler.create(false)).handler(this::keep);
    router.get(PATH).handler(this::give);
  }

  /** Each {@code header} of the query is a line such as {@code ETag: "1"}. */
  private void keep(RoutingContext routing) {
    List<Map.Entry<String, String>> headers =
        routing.queryParam("header").stream()
            .map(line -> line.split(": ", 2))
            .map(line -> Map.entry(line[0], line[1]))
            .toList();
    String etag =
        headers.stream()
            .filter(header -> header.getKey().equalsIgnoreCase("etag"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("");
    Ready kept = new Ready(etag, headers, Objects.requireNonNull(routing.body().buffer()).copy());
    ready.put(routing.pathParam("name"), kept);
    routing.response().setStatusCode(204).end();
  }

  private void give(RoutingContext routing) {
    Ready kept = ready.get(routing.pathParam("name"));
    HttpServerResponse response = routing.response();
    if (kept == null) {
      response.setStatusCode(404).end();
    } else if (kept.etag().equals(routing.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatusCode(304).putHeader(HttpHeaders.ETAG, kept.etag()).end();
    } else {
      kept.headers().forEach(header -> response.putHeader(header.getKey(), header.getValue()));
      response.end(kept.body());
    }
  }
}
