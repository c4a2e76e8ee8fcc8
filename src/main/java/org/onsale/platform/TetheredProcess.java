package org.onsale.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program whose life hangs on a pipe from this JVM: a small shell starts it in a session of its
 * own and waits for the end of that pipe, which comes when this JVM ends, however it ends. Then the
 * shell sends the program SIGINT. So Ctrl-C reaches this JVM only, and not even {@code kill -9}
 * leaves the program behind.
 */
public final class TetheredProcess {
  // The first shell ends with the program; the second, in braces, waits for the end of the pipe.
  private static final String WATCHDOG =
      """
      exec 3<&0
      "$@" 3<&- &
      program=$!
      { read -r _; kill -INT $program; } <&3 2>/dev/null &
      reader=$!
      wait $program
      kill $reader 2>/dev/null
      """;

  private final Process watchdog;

  private TetheredProcess(Process watchdog) {
    this.watchdog = watchdog;
  }

  /**
   * @param log where its output goes, in place of what was there
   */
  static TetheredProcess start(List<String> command, Path log) throws IOException {
    List<String> all = new ArrayList<>(ownSession());
    all.addAll(List.of("sh", "-c", WATCHDOG, "sh"));
    all.addAll(command);
    return new TetheredProcess(
        new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(log.toFile()).start());
  }

  /** What stands before a command that Ctrl-C at this terminal is not to reach; maybe nothing. */
  public static List<String> ownSession() {
    return Files.isExecutable(Path.of("/usr/bin/setsid")) ? List.of("/usr/bin/setsid") : List.of();
  }

  /** A port of the loopback interface that nobody uses at the moment. */
  public static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  boolean isRunning() {
    return watchdog.isAlive();
  }

  /** The program itself, unless it has ended. */
  Optional<ProcessHandle> program() {
    Optional<String> shell = watchdog.info().command();
    return watchdog.children().filter(child -> !child.info().command().equals(shell)).findFirst();
  }

  /** Sends SIGINT and waits for the end; after the limit nobody waits any more. */
  void stop(Duration limit) throws IOException {
    watchdog.getOutputStream().close();
    try {
      if (!watchdog.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        watchdog.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
