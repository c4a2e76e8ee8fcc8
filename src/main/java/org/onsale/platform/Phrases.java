package org.onsale.platform;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.TemplateExtension;
import io.quarkus.qute.TemplateInstance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What the {@link Phrase phrases} are in other languages, and how templates write them. */
@TemplateExtension
final class Phrases {
  private static final Map<String, String> GERMAN = read("/phrases/de.json");
  private static final Map<String, String> FRENCH = read("/phrases/fr.json");
  private static final Map<String, String> SPANISH = read("/phrases/es.json");

  private Phrases() {}

  private static Map<String, String> read(String resource) {
    try (InputStream words = Phrases.class.getResourceAsStream(resource)) {
      return new ObjectMapper()
          .readValue(Objects.requireNonNull(words), new TypeReference<Map<String, String>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean knows(String english) {
    return GERMAN.containsKey(english);
  }

  /** French and Spanish have what papers and mails say; all else stays English there. */
  static String in(Language language, String english) {
    return switch (language) {
      case ENGLISH -> english;
      case GERMAN -> GERMAN.getOrDefault(english, english);
      case FRENCH -> FRENCH.getOrDefault(english, english);
      case SPANISH -> SPANISH.getOrDefault(english, english);
    };
  }

  /** {@code {problem.title.said}}: in the language of the page. */
  static String said(
      Phrase phrase, @TemplateExtension.TemplateAttribute(TemplateInstance.LOCALE) Object locale) {
    return phrase.in(locale instanceof Locale page ? page : Locale.UK);
  }
}
