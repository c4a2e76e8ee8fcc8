package org.onsale.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
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

  private final Map<String, ProblemPages.Type> types =
      ProblemPages.read(new ObjectMapper()).stream()
          .collect(Collectors.toMap(ProblemPages.Type::type, Function.identity()));

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
              .extracting(ProblemPages.Type::status, ProblemPages.Type::title)
              .containsExactly(Integer.parseInt(use.group(1)), use.group(3));
        }
      }
    }
    assertThat(types.keySet()).as("explained, and used").isEqualTo(seen);
  }
}
