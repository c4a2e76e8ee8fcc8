package org.onsale.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processes of a launcher, on paper, for the next one to clear away: a node that was frozen
 * when its launcher was killed has not noticed. A process is named with its start, for numbers are
 * used again; those of a launcher that lives are left alone.
 */
final class LeftBehind {
  private final Path file;

  LeftBehind(Path folder) {
    this.file = folder.resolve("processes");
  }

  void clearAway() throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    List<String> lines = Files.readAllLines(file);
    if (!lines.isEmpty() && find(lines.getFirst()).isEmpty()) {
      lines.stream().skip(1).flatMap(line -> find(line).stream()).forEach(LeftBehind::end);
    }
    Files.delete(file);
  }

  private static void end(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** This process is the launcher. */
  synchronized void note(Stream<ProcessHandle> nodes) {
    List<String> lines =
        Stream.concat(Stream.of(ProcessHandle.current()), nodes).map(LeftBehind::line).toList();
    try {
      // At once and whole: who is killed in between leaves the list before.
      Path draft = file.resolveSibling("processes.draft");
      Files.write(draft, lines);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized void forget() throws IOException {
    Files.deleteIfExists(file);
  }

  private static String line(ProcessHandle process) {
    return process.pid() + " " + start(process);
  }

  private static Instant start(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }

  private static Optional<ProcessHandle> find(String line) {
    String[] parts = line.split(" ", 2);
    try {
      return ProcessHandle.of(Long.parseLong(parts[0]))
          .filter(ProcessHandle::isAlive)
          .filter(process -> line(process).equals(line));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
