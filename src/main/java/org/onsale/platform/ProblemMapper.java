package org.onsale.platform;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns what goes wrong into {@link Problem}s. */
public final class ProblemMapper {

  @ServerExceptionMapper
  public Response problem(ProblemException exception) {
    return answer(exception.problem());
  }

  @ServerExceptionMapper
  public Response busy(Busy busy) {
    return answer(
        Problem.of(503, "busy", "Too much to do at the moment")
            .withDetail("Come again in a moment."));
  }

  private static Response answer(Problem problem) {
    var response = Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    if (problem.status() == 401) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    if (problem.status() == 503) {
      response.header(HttpHeaders.RETRY_AFTER, Problem.RETRY_AFTER.toSeconds());
    }
    return response.build();
  }
}
