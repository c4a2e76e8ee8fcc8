package org.onsale.platform;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.util.HexFormat;
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

  @Inject
  ExceptionAnswers(Answers answers) {
    this.answers = answers;
  }

  @ServerExceptionMapper({
    Throwable.class,
    WebApplicationException.class,
    NotFoundException.class,
    MismatchedInputException.class
  })
  public Response answer(Throwable thrown, ContainerRequestContext request) {
    if (thrown instanceof WebApplicationException web && web.getResponse().getStatus() < 400) {
      return web.getResponse();
    }
    String path = request.getUriInfo().getPath();
    Problem problem = problem(thrown, request.getMethod(), path);
    Answers.Answer answer = answers.of(problem, path, request.getHeaderString(HttpHeaders.ACCEPT));
    var response = Response.status(answer.status()).type(answer.mediaType()).entity(answer.body());
    answer.headers().forEach(response::header);
    if (thrown instanceof WebApplicationException web) {
      String allow = web.getResponse().getHeaderString(HttpHeaders.ALLOW);
      response.header(HttpHeaders.ALLOW, allow);
    }
    return response.build();
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
