package org.onsale.platform;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The first to see a request: refuses addresses that are none, bodies that are too large before a
 * byte of them is read, and gives every answer the headers that keep browsers out of trouble.
 *
 * <p>A refused body is read and thrown away, for a while: a client that still sends when the
 * connection is closed may never see the answer.
 */
@Singleton
final class RequestGuard {

  /** What a body may be where no {@link BodyLimit} says otherwise. */
  static final long USUAL_BODY = 64 * 1024;

  private static final Duration DISCARD_TIME = Duration.ofSeconds(20);
  private static final long DISCARD_BYTES = 64L * 1024 * 1024;
  private static final int FIRST = 10_000;
  private static final Set<HttpMethod> WITH_BODY =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

  private static final String PAGE_POLICY =
      "default-src 'self'; img-src 'self' data: blob:; style-src 'self';"
          + " style-src-attr 'unsafe-inline'; script-src 'self' 'wasm-unsafe-eval'; worker-src"
          + " 'self' blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none';"
          + " form-action 'self'";
  // Swagger UI starts itself by a script in its page.
  private static final String DOCS_POLICY =
      "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src"
          + " 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

  private final Answers answers;
  private final List<BodyLimit> limits;
  private final String pagePolicy;
  private final boolean https;

  @Inject
  RequestGuard(
      Answers answers,
      Instance<BodyLimit> limits,
      Instance<FormTargets> formTargets,
      @ConfigProperty(name = "onsale.public-url", defaultValue = "http://localhost:8080")
          URI publicUrl) {
    this.answers = answers;
    this.limits = limits.stream().toList();
    this.pagePolicy =
        formTargets.stream()
            .flatMap(targets -> targets.origins().stream())
            .reduce(PAGE_POLICY, (policy, origin) -> policy + " " + origin);
    this.https = "https".equals(publicUrl.getScheme());
  }

  void register(@Observes Filters filters) {
    filters.register(this::refuseBrokenAddress, FIRST + 2);
    filters.register(this::addHeaders, FIRST + 1);
    filters.register(this::limitBody, FIRST);
  }

  /** Vert.x would answer it without a word, were it not told to leave it to us. */
  private void refuseBrokenAddress(RoutingContext context) {
    if (isAddress(context.request().uri())) {
      context.next();
      return;
    }
    answers.send(
        context,
        Problem.of(400, "bad-request", "The request cannot be understood")
            .withDetail("The address has characters that must be percent-encoded (RFC 3986)."));
  }

  private static boolean isAddress(String uri) {
    try {
      return new URI(uri).getRawPath() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private void addHeaders(RoutingContext context) {
    HttpServerResponse response = context.response();
    response.putHeader("X-Content-Type-Options", "nosniff");
    if (https) {
      response.putHeader("Strict-Transport-Security", "max-age=31536000");
    }
    String path = context.normalizedPath();
    if (!path.startsWith("/api/v1/")) {
      response.putHeader(
          "Content-Security-Policy", path.startsWith("/api/docs") ? DOCS_POLICY : pagePolicy);
      response.putHeader("Referrer-Policy", "strict-origin-when-cross-origin");
      response.putHeader("Permissions-Policy", "camera=(self), geolocation=(), microphone=()");
      response.putHeader("Cross-Origin-Opener-Policy", "same-origin");
    }
    context.next();
  }

  private void limitBody(RoutingContext context) {
    HttpServerRequest request = context.request();
    Optional<Problem> refusal = refusal(request, context.normalizedPath());
    if (refusal.isPresent()) {
      discardBody(context.vertx(), request);
      answers.send(context, refusal.get());
    } else {
      context.next();
    }
  }

  private Optional<Problem> refusal(HttpServerRequest request, String path) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null) {
      return hasBody(request)
          ? Optional.of(
              Problem.of(411, "length-required", "The length of the body is missing")
                  .withDetail("Send Content-Length instead of a chunked body."))
          : Optional.empty();
    }
    // The usual request: no look at the list.
    if (length.length() <= 4) {
      return Optional.empty();
    }
    long limit = limitOf(path);
    return length.length() > 18 || Long.parseLong(length) > limit
        ? Optional.of(
            Problem.of(413, "body-too-large", "The body is too large")
                .withDetail("At most {1} bytes are read here.", limit)
                .with("limit", limit))
        : Optional.empty();
  }

  /** HTTP/2 has no header that says so, and the end of a request may come after its head. */
  private static boolean hasBody(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_2
        ? WITH_BODY.contains(request.method()) && !request.isEnded()
        : request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
  }

  private long limitOf(String path) {
    for (BodyLimit limit : limits) {
      if (limit.path().matcher(path).matches()) {
        return limit.bytes();
      }
    }
    return USUAL_BODY;
  }

  private static void discardBody(Vertx vertx, HttpServerRequest request) {
    long[] left = {DISCARD_BYTES};
    request.handler(
        chunk -> {
          left[0] -= chunk.length();
          if (left[0] < 0) {
            request.connection().close();
          }
        });
    long timer = vertx.setTimer(DISCARD_TIME.toMillis(), ignored -> request.connection().close());
    request.endHandler(ended -> vertx.cancelTimer(timer));
    request.exceptionHandler(gone -> vertx.cancelTimer(timer));
    request.resume();
  }
}
