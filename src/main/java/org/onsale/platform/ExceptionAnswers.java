package org.onsale.platform;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Answers every exception that leaves a resource. What no client can mend is logged under an
 * incident id, which is all the client gets to see of it.
 */
@Singleton
public final class ExceptionAnswers {
  private static final Logger LOG = Logger.getLogger(ExceptionAnswers.class);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Answers answers;
  private final AllowedMethods methods;

  @Inject
  ExceptionAnswers(Answers answers, AllowedMethods methods) {
    this.answers = answers;
    this.methods = methods;
  }

  @ServerExceptionMapper({
    Throwable.class,
    WebApplicationException.class,
    NotFoundException.class,
    MismatchedInputException.class
  })
  public Response answer(
      Throwable thrown, ContainerRequestContext request, RoutingContext routing) {
    if (thrown instanceof WebApplicationException web && web.getResponse().getStatus() < 400) {
      return web.getResponse();
    }
    String path = request.getUriInfo().getPath();
    Set<String> allowed = isUnrouted(thrown) ? methods.on(path) : Set.of();
    Problem problem =
        allowed.isEmpty() || allowed.contains(request.getMethod())
            ? problem(thrown, request.getMethod(), path)
            : Problems.methodNotAllowed();
    Answers.Answer answer =
        answers.of(
            problem,
            path,
            request.getHeaderString(HttpHeaders.ACCEPT),
            PageLanguage.locale(routing));
    var response = Response.status(answer.status()).type(answer.mediaType()).entity(answer.body());
    answer.headers().forEach(response::header);
    if (problem.status() == 405) {
      response.header(HttpHeaders.ALLOW, String.join(", ", allowed));
    }
    return response.build();
  }

  private static boolean isUnrouted(Throwable thrown) {
    return thrown instanceof NotFoundException || thrown instanceof NotAllowedException;
  }

  /** What the client is told; what no client can mend goes to the log. */
  static Problem problem(Throwable thrown, String method, String path) {
    return Problems.of(thrown).orElseGet(() -> incident(thrown, method, path));
  }

  private static Problem incident(Throwable thrown, String method, String path) {
    byte[] random = new byte[6];
    RANDOM.nextBytes(random);
    String id = HexFormat.of().formatHex(random);
    LOG.errorf(thrown, "Incident %s: %s %s", id, method, path);
    return Problem.of(500, "internal-error", "Something is broken here")
        .withDetail("It is not your fault. The incident is in the server's log.")
        .with("incident", id);
  }
}
