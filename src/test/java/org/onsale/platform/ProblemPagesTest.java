package org.onsale.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProblemPagesTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern USE =
      Pattern.compile(
          "(?:Problem\\.)?\\bof\\(\\s*(\\d{3}),\\s*\"([a-z0-9-]+)\",\\s*\"([^\"]*)\"\\s*\\)");

  private final Map<String, ProblemTypes.Type> types =
      ProblemTypes.all(Language.ENGLISH).stream()
          .collect(Collectors.toMap(ProblemTypes.Type::type, Function.identity()));

  @Test
  void every_problem_of_the_code_is_explained_with_its_status_and_title() throws IOException {
    var seen = new TreeSet<String>();
    try (var files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Matcher use = USE.matcher(Files.readString(file));
        while (use.find()) {
          String type = use.group(2);
          seen.add(type);
          assertThat(types.get(type))
              .as("%s in %s", type, file)
              .isNotNull()
              .extracting(ProblemTypes.Type::status, ProblemTypes.Type::title)
              .containsExactly(Integer.parseInt(use.group(1)), use.group(3));
        }
      }
    }
    assertThat(types.keySet()).as("explained, and used").isEqualTo(seen);
  }

  @Test
  void every_type_is_explained_in_german_too() {
    assertThat(ProblemTypes.all(Language.GERMAN))
        .extracting(ProblemTypes.Type::type, ProblemTypes.Type::status)
        .containsExactlyElementsOf(
            ProblemTypes.all(Language.ENGLISH).stream()
                .map(type -> tuple(type.type(), type.status()))
                .toList());
  }
}
