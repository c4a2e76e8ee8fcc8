package org.onsale.platform;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The types of problems that the API answers with, in every language that pages are written in.
 * They stand in {@code problems.json} and {@code problems_de.json}; tests hold them against the
 * code and each other.
 */
final class ProblemTypes {
  private static final String PATH = "/problems/";

  private static final Map<Language, Map<String, Type>> TYPES =
      Map.of(
          Language.ENGLISH, read("/problems.json"),
          Language.GERMAN, read("/problems_de.json"));

  /** A type of problem: the stable name, the status it comes with, and what to do about it. */
  record Type(String type, int status, String title, String explanation) {}

  private ProblemTypes() {}

  private static Map<String, Type> read(String resource) {
    try (InputStream list = ProblemTypes.class.getResourceAsStream(resource)) {
      var types = new LinkedHashMap<String, Type>();
      new ObjectMapper()
          .readValue(Objects.requireNonNull(list), new TypeReference<List<Type>>() {})
          .forEach(type -> types.put(type.type(), type));
      return types;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Type> all(Language language) {
    return List.copyOf(in(language).values());
  }

  static Optional<Type> find(String type, Language language) {
    return Optional.ofNullable(in(language).get(type));
  }

  /** What a problem is called in the language of a reader. */
  static String title(Problem problem, Locale reader) {
    Type type =
        in(Language.ofTag(reader.toLanguageTag())).get(problem.type().substring(PATH.length()));
    return type == null ? problem.title() : type.title();
  }

  private static Map<String, Type> in(Language language) {
    return Objects.requireNonNull(TYPES.getOrDefault(language, TYPES.get(Language.ENGLISH)));
  }
}
