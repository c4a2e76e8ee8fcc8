package org.onsale.platform;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Answers what fails on a route below JAX-RS, in the same words as {@link ExceptionAnswers}. */
@Singleton
public final class RouteAnswers {
  private final Answers answers;

  @Inject
  RouteAnswers(Answers answers) {
    this.answers = answers;
  }

  /** On the event loop of the request; does nothing when an answer has begun or nobody waits. */
  public void fail(RoutingContext routing, Throwable thrown) {
    HttpServerResponse response = routing.response();
    if (response.headWritten() || response.ended() || response.closed()) {
      return;
    }
    String method = routing.request().method().name();
    answers.send(routing, ExceptionAnswers.problem(thrown, method, routing.normalizedPath()));
  }

  /** Whether the method is one of those allowed; another one is answered with 405. */
  public boolean allows(RoutingContext routing, HttpMethod... allowed) {
    List<HttpMethod> methods = Arrays.asList(allowed);
    if (methods.contains(routing.request().method())) {
      return true;
    }
    routing
        .response()
        .putHeader(
            "Allow", methods.stream().map(HttpMethod::name).collect(Collectors.joining(", ")));
    answers.send(routing, Problems.methodNotAllowed());
    return false;
  }
}
