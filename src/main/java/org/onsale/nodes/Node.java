package org.onsale.nodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.TetheredProcess;

/**
 * One node: a process of its own, started again whenever it ends before it was told to. It ends
 * itself when its standard input does, so it cannot outlive its launcher ({@link Leash}).
 */
final class Node {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final Duration SHORT_LIFE = Duration.ofSeconds(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final int number;
  private final int port;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private final Consumer<String> say;
  private final Runnable restarted;

  private @Nullable Process process;
  private boolean stopping;
  private volatile boolean inRotation;

  /**
   * @param command starts it
   * @param environment what it gets besides this process's own
   * @param say tells the person at the terminal
   * @param restarted called when it has another process
   */
  Node(
      int number,
      int port,
      List<String> command,
      Map<String, String> environment,
      Path log,
      Consumer<String> say,
      Runnable restarted) {
    this.number = number;
    this.port = port;
    this.command = command;
    this.environment = environment;
    this.log = log;
    this.say = say;
    this.restarted = restarted;
  }

  int number() {
    return number;
  }

  int port() {
    return port;
  }

  /** Whether requests go to it. */
  boolean isInRotation() {
    return inRotation;
  }

  void setInRotation(boolean ready) {
    inRotation = ready;
  }

  void start() throws IOException {
    Process first = launch();
    Thread.ofVirtual().name("node-" + number).start(() -> watch(first));
  }

  private synchronized @Nullable Process launchUnlessStopping() throws IOException {
    return stopping ? null : launch();
  }

  private synchronized Process launch() throws IOException {
    List<String> all = new ArrayList<>(TetheredProcess.ownSession());
    all.addAll(command);
    var builder = new ProcessBuilder(all);
    builder.environment().putAll(environment);
    process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return process;
  }

  private void watch(Process first) {
    Duration pause = FIRST_PAUSE;
    Process current = first;
    try {
      while (current != null) {
        long start = System.nanoTime();
        int exit = current.waitFor();
        inRotation = false;
        boolean livedLong = System.nanoTime() - start > SHORT_LIFE.toNanos();
        pause = livedLong ? FIRST_PAUSE : min(pause.multipliedBy(2), LONGEST_PAUSE);
        Thread.sleep(pause);
        if (isStopping()) {
          return;
        }
        say.accept("Node " + number + " ended (" + exit + ") and is started again.");
        current = launchUnlessStopping();
        restarted.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      say.accept("Node " + number + " cannot be started again: " + e.getMessage());
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private synchronized boolean isStopping() {
    return stopping;
  }

  synchronized Optional<ProcessHandle> handle() {
    return Optional.ofNullable(process).map(Process::toHandle);
  }

  boolean isAlive() {
    return handle().filter(ProcessHandle::isAlive).isPresent();
  }

  /** What it said last. */
  String lastWords() throws IOException {
    List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
    return lines.isEmpty() ? "it said nothing" : lines.getLast();
  }

  /** Tells it to finish what is under way and to end. */
  synchronized void stop() {
    stopping = true;
    if (process != null) {
      try {
        process.getOutputStream().close();
      } catch (IOException e) {
        process.destroy();
      }
    }
  }

  void awaitEnd() {
    Process last;
    synchronized (this) {
      last = process;
    }
    try {
      if (last != null && !last.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        last.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
