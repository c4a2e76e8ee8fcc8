package org.onsale;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every word of every page is there in every language that pages are written in. */
class LanguagesTest {
  private static final Path RESOURCES = Path.of("src/main/resources");
  private static final Path SCRIPTS = RESOURCES.resolve("web");

  /** What a sentence names: {@code {name}}, {@code {place.name}}, not {@code {#if …}}. */
  private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z][\\w.]*)}");

  /** What a template says: {@code {bundle:message}}. */
  private static final Pattern MESSAGE = Pattern.compile("\\b(\\w+:\\w+)");

  private static final Pattern SAID = Pattern.compile("(?<![.\\w])say\\(\\s*\"([^\"]+)\"");

  @TestFactory
  Stream<DynamicTest> templates_have_all_their_words_in_german() {
    List<JavaClass> bundles = bundles();
    assertThat(bundles).isNotEmpty();
    return bundles.stream()
        .map(
            bundle ->
                DynamicTest.dynamicTest(bundle.getSimpleName(), () -> compare(bundle.reflect())));
  }

  private static List<JavaClass> bundles() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.onsale")
            .stream()
            .filter(type -> type.isAnnotatedWith(MessageBundle.class))
            .toList();
  }

  private static void compare(Class<?> bundle) throws IOException {
    String name = bundle.getAnnotation(MessageBundle.class).value();
    Properties german = properties("messages/%s_de.properties".formatted(name));
    List<Method> messages = List.of(bundle.getDeclaredMethods());
    assertThat(german.stringPropertyNames())
        .as("the messages of %s", name)
        .isEqualTo(messages.stream().map(Method::getName).collect(toSet()));
    for (Method message : messages) {
      assertThat(places(german.getProperty(message.getName())))
          .as("what %s names", message.getName())
          .isEqualTo(places(message.getAnnotation(Message.class).value()));
    }
  }

  @Test
  void every_word_of_templates_is_said_somewhere() throws IOException {
    Set<String> said = said(RESOURCES.resolve("templates"), ".html", MESSAGE, Integer.MAX_VALUE);
    for (JavaClass bundle : bundles()) {
      String name = bundle.getAnnotationOfType(MessageBundle.class).value();
      assertThat(bundle.getMethods())
          .filteredOn(message -> message.getAccessesToSelf().isEmpty())
          .extracting(message -> name + ":" + message.getName())
          .as("words that only the bundle has")
          .isSubsetOf(said);
    }
  }

  private static Properties properties(String file) throws IOException {
    var properties = new Properties();
    try (Reader text = Files.newBufferedReader(RESOURCES.resolve(file))) {
      properties.load(text);
    }
    return properties;
  }

  /** A folder of scripts that speak has a folder {@code words} with a file for each language. */
  @TestFactory
  Stream<DynamicTest> scripts_have_all_their_words_in_both_languages_and_no_others()
      throws IOException {
    List<Path> speaking = speakingFolders();
    assertThat(speaking).isNotEmpty();
    return speaking.stream()
        .map(
            folder ->
                DynamicTest.dynamicTest(
                    SCRIPTS.relativize(folder).toString(), () -> compare(folder)));
  }

  private static List<Path> speakingFolders() throws IOException {
    try (Stream<Path> files = Files.walk(SCRIPTS)) {
      return files
          .filter(file -> file.endsWith("words/en.json"))
          .map(file -> file.resolve("../..").normalize())
          .toList();
    }
  }

  private static void compare(Path folder) throws IOException {
    JsonNode english = words(folder, "en");
    JsonNode german = words(folder, "de");
    assertThat(keys(german)).isEqualTo(keys(english)).isEqualTo(said(folder, ".ts", SAID, 1));
    for (String key : keys(english)) {
      assertThat(german.get(key).getNodeType())
          .as("one and more of %s", key)
          .isEqualTo(english.get(key).getNodeType());
      assertThat(places(german.get(key).toString()))
          .as("what %s names", key)
          .isEqualTo(places(english.get(key).toString()));
    }
  }

  private static Set<String> said(Path folder, String ending, Pattern pattern, int depth)
      throws IOException {
    var said = new TreeSet<String>();
    try (Stream<Path> files = Files.walk(folder, depth)) {
      for (Path file : files.filter(each -> each.toString().endsWith(ending)).toList()) {
        pattern.matcher(Files.readString(file)).results().map(it -> it.group(1)).forEach(said::add);
      }
    }
    return said;
  }

  private static JsonNode words(Path folder, String language) throws IOException {
    return new ObjectMapper()
        .readTree(folder.resolve("words/%s.json".formatted(language)).toFile());
  }

  private static Set<String> keys(JsonNode words) {
    return words.propertyStream().map(entry -> entry.getKey()).collect(toSet());
  }

  private static Set<String> places(String sentence) {
    return PLACE.matcher(sentence).results().map(MatchResult::group).collect(toSet());
  }
}
