package org.onsale.identity;

import com.google.errorprone.annotations.CompileTimeConstant;
import io.quarkus.runtime.BlockingOperationControl;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.onsale.platform.EventId;
import org.onsale.platform.Problem;

/**
 * Stands before the resources that are {@link OrganiserOnly} or {@link GateOnly}.
 *
 * <p>Who the caller is gets settled before the body is read; the CSRF token after, for it may be a
 * field of the form.
 */
@Singleton
public final class Door {
  private static final int WHO = Priorities.AUTHENTICATION;
  private static final int MEANT = Priorities.AUTHENTICATION + 1;
  private static final String BEARER = "bearer ";
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final Sessions sessions;
  private final Tokens tokens;
  private final Caller caller;
  private final Instance<EventNames> events;

  @Inject
  Door(Sessions sessions, Tokens tokens, Caller caller, Instance<EventNames> events) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.caller = caller;
    this.events = events;
  }

  @ServerRequestFilter(priority = WHO)
  @OrganiserOnly
  public Optional<Response> organiser(ContainerRequestContext request) {
    Optional<Response> elsewhere = identify(request);
    if (elsewhere.isEmpty() && caller.token().orElse(null) instanceof Token.Gate) {
      throw forbidden("A gate's token opens the gate only.");
    }
    return elsewhere;
  }

  @ServerRequestFilter(priority = WHO)
  @GateOnly
  public Optional<Response> gate(ContainerRequestContext request) {
    Optional<Response> elsewhere = identify(request);
    if (caller.token().orElse(null) instanceof Token.Gate gate && !isGateOf(request, gate)) {
      throw forbidden("The token is for the gates of another event.");
    }
    return elsewhere;
  }

  @ServerRequestFilter(priority = MEANT)
  @WithFormRead
  @OrganiserOnly
  public void organiserMeantIt(ResteasyReactiveContainerRequestContext request) {
    checkCsrf(request);
  }

  @ServerRequestFilter(priority = MEANT)
  @WithFormRead
  @GateOnly
  public void gateMeantIt(ResteasyReactiveContainerRequestContext request) {
    checkCsrf(request);
  }

  /** What only some may see stays out of every cache, also the browser's after signing out. */
  @ServerResponseFilter
  @OrganiserOnly
  public void keepOrganisersAnswer(ContainerResponseContext response) {
    response.getHeaders().putIfAbsent(HttpHeaders.CACHE_CONTROL, List.of("no-store"));
  }

  @ServerResponseFilter
  @GateOnly
  public void keepGatesAnswer(ContainerResponseContext response) {
    keepOrganisersAnswer(response);
  }

  /** Finds out who calls; otherwise gives the way to sign in, for people, or throws a 401. */
  private Optional<Response> identify(ContainerRequestContext request) {
    if (!BlockingOperationControl.isBlockingAllowed()) {
      throw new IllegalStateException(
          request.getUriInfo().getPath() + " is guarded, so it must not run on the event loop");
    }
    String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (authorization != null) {
      caller.enter(bearer(authorization));
      return Optional.empty();
    }
    Cookie cookie = request.getCookies().get(Sessions.COOKIE);
    Optional<Sessions.Session> session =
        cookie == null ? Optional.empty() : sessions.find(cookie.getValue());
    if (session.isPresent()) {
      caller.enter(session.get());
      return Optional.empty();
    }
    if (!isPage(request)) {
      throw unauthorized("Sign in, or send an API token as Authorization: Bearer.");
    }
    return Optional.of(Response.seeOther(signInAndReturn(request)).build());
  }

  private Token bearer(String authorization) {
    boolean bearer = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
    return Optional.of(authorization)
        .filter(header -> bearer)
        .flatMap(header -> tokens.verify(header.substring(BEARER.length()).strip()))
        .orElseThrow(() -> unauthorized("The API token is unknown or revoked."));
  }

  private static boolean isPage(ContainerRequestContext request) {
    String accept = request.getHeaderString(HttpHeaders.ACCEPT);
    boolean api = request.getUriInfo().getPath().startsWith("/api/");
    return !api && accept != null && accept.contains("text/html");
  }

  private static URI signInAndReturn(ContainerRequestContext request) {
    if (!request.getMethod().equals("GET")) {
      return URI.create("/sign-in");
    }
    URI asked = request.getUriInfo().getRequestUri();
    String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
    String next = URLEncoder.encode(asked.getRawPath() + query, StandardCharsets.UTF_8);
    return URI.create("/sign-in?next=" + next);
  }

  private boolean isGateOf(ContainerRequestContext request, Token.Gate gate) {
    String event = request.getUriInfo().getPathParameters().getFirst("event");
    return event != null && resolve(event).filter(gate.event()::equals).isPresent();
  }

  private Optional<EventId> resolve(String event) {
    return events.stream().flatMap(names -> names.resolve(event).stream()).findFirst();
  }

  /** A cookie is sent by any page that makes the browser ask; only our own pages know the token. */
  private void checkCsrf(ResteasyReactiveContainerRequestContext request) {
    if (caller.account().isEmpty() || SAFE.contains(request.getMethod())) {
      return;
    }
    String given = request.getHeaderString("X-CSRF-Token");
    if (given == null) {
      var context = (ResteasyReactiveRequestContext) request.getServerRequestContext();
      given = (String) context.getFormParameter("csrf", true, false);
    }
    if (given == null || !Unguessable.same(given, caller.csrf())) {
      throw Problem.of(403, "csrf-token", "The request does not come from a page of this session")
          .withDetail("Load the page again and repeat what you did.")
          .asException();
    }
  }

  private static RuntimeException unauthorized(@CompileTimeConstant String detail) {
    return Problem.of(401, "unauthorized", "Nobody is signed in").withDetail(detail).asException();
  }

  private static RuntimeException forbidden(@CompileTimeConstant String detail) {
    return Problem.of(403, "forbidden", "This caller may not do that")
        .withDetail(detail)
        .asException();
  }
}
