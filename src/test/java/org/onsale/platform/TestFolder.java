package org.onsale.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders for tests and their fixtures, which are gone when this JVM has ended. */
public final class TestFolder {
  private static final Path ALL = root();

  private TestFolder() {}

  private static Path root() {
    try {
      Path root = Files.createTempDirectory("onsale-tests");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(root), "delete-test-folders"));
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path root) {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException | UncheckedIOException e) {
      // Somebody still writes there; the system clears its temporary folder some day.
    }
  }

  /** An empty one that its owner alone can read. */
  public static Path create(String name) {
    try {
      return Files.createTempDirectory(ALL, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Secrets of nobody else. */
  public static Secrets secrets() {
    return new Secrets(create("secrets"));
  }
}
