package org.onsale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every style sheet keeps to, so that one design serves all pages, themes and directions. */
class StylesTest {
  private static final Path STYLES = Path.of("src/main/resources/web");

  /** What turns with the direction of writing has a logical name (CSS Logical Properties). */
  private static final Pattern PHYSICAL =
      Pattern.compile(
          "(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)"
              + "|border-(?:top|bottom)-(?:left|right)-radius"
              + "|(?<![\\w-])(?:left|right)\\s*:"
              + "|(?:text-align|float|clear)\\s*:\\s*(?:left|right)");

  @Test
  void nothing_is_left_or_right() throws IOException {
    assertThat(lines(PHYSICAL)).isEmpty();
  }

  @Test
  void sizes_of_physical_sides_are_found() {
    for (String line :
        List.of("margin-left: 1px", "p { left: 0 }", "text-align:right", "border-left: 0")) {
      assertThat(PHYSICAL.matcher(line).find()).as(line).isTrue();
    }
    for (String line :
        List.of(
            "margin-inline-start: 1px", "text-align: start", "/* left of it */", "left-over: 1")) {
      assertThat(PHYSICAL.matcher(line).find()).as(line).isFalse();
    }
  }

  /** Other colours than black and white of what must not follow the theme have a name. */
  @Test
  void the_office_names_no_colour_of_its_own() throws IOException {
    Pattern colour = Pattern.compile("#[0-9a-fA-F]{3,8}\\b|\\brgba?\\(|\\bhsla?\\(|\\boklch\\(");
    assertThat(lines(colour))
        .filteredOn(line -> line.matches(".*(backoffice|components|base|data)\\.css.*"))
        .isEmpty();
  }

  /** A page printed in the evening would be pale grey otherwise. */
  @Test
  void darkness_is_for_screens_and_not_for_paper() throws IOException {
    Pattern dark = Pattern.compile("@media.*prefers-color-scheme");
    assertThat(lines(dark)).isNotEmpty().allMatch(line -> line.contains("@media screen and ("));
  }

  private static List<String> lines(Pattern pattern) throws IOException {
    try (Stream<Path> files = Files.walk(STYLES)) {
      return files
          .filter(file -> file.toString().endsWith(".css"))
          .flatMap(file -> found(file, pattern))
          .toList();
    }
  }

  private static Stream<String> found(Path file, Pattern pattern) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> pattern.matcher(line).find())
          .map(line -> file + ": " + line.strip());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
