package org.onsale.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a {@link Problem} as the caller reads best: JSON for programs, a page for people. */
@Singleton
final class Answers {
  private final ObjectMapper json;

  @CheckedTemplate(basePath = "platform", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static final class Templates {
    private Templates() {}

    static native TemplateInstance problem(Problem problem);
  }

  /** An answer ready to be sent. */
  record Answer(int status, String mediaType, Map<String, String> headers, String body) {}

  @Inject
  Answers(ObjectMapper json) {
    this.json = json;
  }

  /**
   * @param accept what the request says it accepts
   * @param reader by whose language and customs it is written
   */
  Answer of(Problem english, String path, @Nullable String accept, Locale reader) {
    Problem problem = english.in(reader);
    var headers = new LinkedHashMap<String, String>();
    headers.put("Cache-Control", "no-store");
    if (problem.status() == 401) {
      headers.put("WWW-Authenticate", "Bearer");
    }
    if (problem.status() == 503) {
      headers.put("Retry-After", Long.toString(Problem.RETRY_AFTER.toSeconds()));
    }
    if (problem.members().get("retryAfter") instanceof Long seconds) {
      headers.put("Retry-After", Long.toString(seconds));
    }
    boolean page = !path.startsWith("/api/") && accept != null && accept.contains("text/html");
    return page
        ? new Answer(
            problem.status(),
            "text/html;charset=UTF-8",
            headers,
            Templates.problem(problem).setLocale(reader).render())
        : new Answer(problem.status(), Problem.MEDIA_TYPE, headers, toJson(problem));
  }

  /** Sends it from below JAX-RS. */
  void send(RoutingContext context, Problem problem) {
    HttpServerRequest request = context.request();
    Locale reader = PageLanguage.locale(context);
    Answer answer = of(problem, request.uri(), request.getHeader("Accept"), reader);
    HttpServerResponse response = context.response().setStatusCode(answer.status());
    response.putHeader("Content-Type", answer.mediaType());
    response.putHeader("Content-Language", reader.getLanguage());
    response.putHeader("Vary", PageLanguages.VARY);
    answer.headers().forEach(response::putHeader);
    response.end(answer.body());
  }

  private String toJson(Problem problem) {
    try {
      return json.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem holds what JSON cannot: " + problem, e);
    }
  }
}
