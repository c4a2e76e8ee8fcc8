package org.onsale.platform;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the {@link Problem} that an exception means to a client; none when it means a bug. */
final class Problems {
  private static final int DEPTH = 20;

  /** How Jackson tells that an object names a field twice: there is no type for it. */
  private static final Pattern TWICE = Pattern.compile("Duplicate field '(.{1,200})'");

  private Problems() {}

  static Optional<Problem> of(Throwable thrown) {
    return switch (thrown) {
      case ProblemException e -> Optional.of(e.problem());
      case Busy ignored -> Optional.of(Problem.busy());
      case JsonProcessingException e -> Optional.of(json(e));
      case WebApplicationException e when e.getCause() instanceof JsonProcessingException cause ->
          Optional.of(json(cause));
      case NotFoundException e when e.getCause() != null -> Optional.of(badParameter());
      case WebApplicationException e -> web(e.getResponse().getStatus());
      case CompletionException e when e.getCause() != null -> of(e.getCause());
      case ExecutionException e when e.getCause() != null -> of(e.getCause());
      default -> isDatabaseAway(thrown) ? Optional.of(Problem.busy()) : Optional.empty();
    };
  }

  private static Problem badParameter() {
    return Problem.of(400, "bad-parameter", "A part of the address has the wrong form")
        .withDetail("A part of the path or a query parameter has the wrong form.");
  }

  static Problem methodNotAllowed() {
    return Problem.of(405, "method-not-allowed", "The method does not work on this address");
  }

  private static Optional<Problem> web(int status) {
    return switch (status) {
      case 400 -> Optional.of(Problem.of(400, "bad-request", "The request cannot be understood"));
      case 404 ->
          Optional.of(
              Problem.of(404, "not-found", "There is nothing here")
                  .withDetail("There is nothing under this address."));
      case 405 -> Optional.of(methodNotAllowed());
      case 406 ->
          Optional.of(
              Problem.of(406, "not-acceptable", "The answer comes in no form that is accepted"));
      case 413 -> Optional.of(Problem.of(413, "body-too-large", "The body is too large"));
      case 415 ->
          Optional.of(
              Problem.of(415, "unsupported-media-type", "The body has a form not read here"));
      default ->
          status < 500
              ? Optional.of(Problem.of(status, "bad-request", "The request cannot be understood"))
              : Optional.empty();
    };
  }

  private static Problem json(JsonProcessingException e) {
    Matcher twice = TWICE.matcher(String.valueOf(e.getOriginalMessage()));
    if (twice.lookingAt()) {
      String parent = e instanceof JsonMappingException inner ? path(inner) + "." : "";
      return Problem.invalid(parent + twice.group(1), "This field is given twice.");
    }
    return switch (e) {
      case UnrecognizedPropertyException unknown ->
          Problem.invalid(path(unknown), "There is no such field.");
      case InvalidTypeIdException unknown -> Problem.invalid(path(unknown), "This is none known.");
      case InvalidFormatException wrong ->
          Problem.invalid(path(wrong), expected(wrong.getTargetType()));
      case MismatchedInputException missing when isMissing(missing) ->
          Problem.invalid(path(missing), "This field is needed.");
      case MismatchedInputException wrong when wrong.getPath().isEmpty() ->
          Problem.invalid("", "The body must be {1}.", name(wrong.getTargetType()));
      case MismatchedInputException wrong ->
          Problem.invalid(path(wrong), expected(wrong.getTargetType()));
      case ValueInstantiationException refused ->
          Problem.invalid(path(refused), reason(refused.getCause()));
      case JsonMappingException wrong when wrong.getCause() instanceof InputCoercionException big ->
          Problem.invalid(path(wrong), range(big.getTargetType()));
      default -> malformed(e);
    };
  }

  private static boolean isMissing(MismatchedInputException e) {
    String message = e.getOriginalMessage();
    return message.startsWith("Missing required creator property")
        || message.startsWith("Null value for creator property")
        || message.startsWith("Invalid `null` value")
        || message.startsWith("Cannot map `null` into type");
  }

  private static Problem malformed(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    var problem =
        Problem.of(400, "malformed-json", "The body is no JSON").withDetail("The body is no JSON.");
    if (at != null && at.getLineNr() > 0) {
      problem =
          problem
              .withDetail(
                  "The JSON breaks at line {1}, column {2}.", at.getLineNr(), at.getColumnNr())
              .with("line", at.getLineNr())
              .with("column", at.getColumnNr());
    }
    String path = e instanceof JsonMappingException mapping ? path(mapping) : "";
    return path.isEmpty() ? problem : problem.with("field", path);
  }

  /** Such as {@code buyer.email} or {@code seats[2]}. */
  private static String path(JsonMappingException e) {
    var path = new StringBuilder();
    for (JsonMappingException.Reference reference : e.getPath()) {
      if (reference.getFieldName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
      }
    }
    return path.toString();
  }

  private static Phrase expected(@Nullable Class<?> type) {
    return type != null && type.isEnum()
        ? Phrase.of("This must be one of {1}.", List.of(type.getEnumConstants()))
        : Phrase.of("This must be {1}.", name(type));
  }

  private static Phrase range(Class<?> type) {
    return type == int.class || type == Integer.class
        ? Phrase.of(
            "This must be a whole number from {1} to {2}.", Integer.MIN_VALUE, Integer.MAX_VALUE)
        : Phrase.of("This must be a number closer to 0.");
  }

  private static Phrase name(@Nullable Class<?> type) {
    if (type == null) {
      return Phrase.of("of another type");
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return Phrase.of("a whole number");
    }
    if (type == double.class || type == Double.class) {
      return Phrase.of("a number");
    }
    if (type == boolean.class || type == Boolean.class) {
      return Phrase.of("true or false");
    }
    if (type == UUID.class) {
      return Phrase.of("a UUID");
    }
    if (type == String.class) {
      return Phrase.of("a text");
    }
    if (Collection.class.isAssignableFrom(type) || type.isArray()) {
      return Phrase.of("a list");
    }
    if (type == Instant.class) {
      return Phrase.of("an instant such as 2026-03-01T12:00:00Z");
    }
    return type.isRecord() ? Phrase.of("an object") : Phrase.of("of another form");
  }

  /** Readers of values refuse what cannot be in words meant for people. */
  private static Phrase reason(@Nullable Throwable cause) {
    return cause instanceof IllegalArgumentException && cause.getMessage() != null
        ? Phrase.stored(cause.getMessage())
        : Phrase.of("This value cannot be used.");
  }

  /** Classes of SQLSTATE: connection, resources, operator intervention. */
  private static boolean isDatabaseAway(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < DEPTH; depth++) {
      if (cause instanceof SQLException e) {
        String state = e.getSQLState();
        return state == null
            ? isPoolExhausted(e)
            : state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** The pool gives no SQLSTATE, only "Sorry, acquisition timeout!". */
  private static boolean isPoolExhausted(SQLException e) {
    return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("acquisition timeout");
  }
}
