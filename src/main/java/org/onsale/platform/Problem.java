package org.onsale.platform;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.errorprone.annotations.CompileTimeConstant;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error as clients see it: {@code application/problem+json} of RFC 9457.
 *
 * <p>Its sentences are said {@link #in the reader's language} where it is answered. {@code type} is
 * stable: clients may switch on it. It is a path under {@code /problems/}, where the server
 * explains it. Extension members (the seats lost, say) stand in {@code members}.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    int status,
    String type,
    String title,
    @Nullable Phrase detail,
    List<FieldError> errors,
    @JsonAnyGetter Map<String, Object> members) {

  /** The media type of RFC 9457. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /**
   * @param type the last segment of the type, in kebab case, such as {@code seats-lost}
   * @param title the same for every problem of the type
   */
  public static Problem of(int status, String type, String title) {
    return new Problem(status, "/problems/" + type, title, null, List.of(), Map.of());
  }

  /** 422: the request is well formed, but fields of it cannot be. */
  public static Problem invalid(List<FieldError> errors) {
    return of(422, "invalid-input", "Some fields need another value").withErrors(errors);
  }

  /** 422 for one field, with a sentence as {@link Phrase#of} makes it. */
  public static Problem invalid(
      String field, @CompileTimeConstant String message, Object... values) {
    return invalid(List.of(new FieldError(field, message, values)));
  }

  /** The same with a phrase that is there already. */
  public static Problem invalid(String field, Phrase message) {
    return invalid(List.of(new FieldError(field, message)));
  }

  /**
   * 404.
   *
   * @param what is not there: a noun
   */
  public static Problem notFound(@CompileTimeConstant String what) {
    return of(404, "not-found", "There is nothing here")
        .withDetail("There is no such {1}.", Phrase.of(what));
  }

  /** 503: a queue is full, or the database away. */
  static Problem busy() {
    return of(503, "busy", "Too much to do at the moment").withDetail("Come again in a moment.");
  }

  /** With a sentence as {@link Phrase#of} makes it. */
  public Problem withDetail(@CompileTimeConstant String sentence, Object... values) {
    return withDetail(Phrase.of(sentence, values));
  }

  public Problem withDetail(Phrase sentence) {
    return new Problem(status, type, title, sentence, errors, members);
  }

  public Problem withErrors(List<FieldError> faults) {
    return new Problem(status, type, title, detail, List.copyOf(faults), members);
  }

  public Problem with(String member, Object value) {
    var more = new LinkedHashMap<>(members);
    more.put(member, value);
    return new Problem(status, type, title, detail, errors, more);
  }

  /** The same, said to a reader. */
  public Problem in(Locale reader) {
    if (reader.equals(Locale.UK)) {
      return this; // It says itself so.
    }
    return new Problem(
        status,
        type,
        ProblemTypes.title(this, reader),
        detail == null ? null : Phrase.asIs(detail.in(reader)),
        errors.stream().map(error -> error.in(reader)).toList(),
        members);
  }

  /** The same as an exception, which the web layer answers as it stands. */
  public ProblemException asException() {
    return new ProblemException(this);
  }

  /** The same answer as that of the exception, of a resource under {@code /api} and not a 503. */
  public Response asResponse() {
    return Response.status(status)
        .type(MEDIA_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(this)
        .build();
  }

  /** The {@code Retry-After} of a 503, in whole seconds. */
  static final Duration RETRY_AFTER = Duration.ofSeconds(1);
}
