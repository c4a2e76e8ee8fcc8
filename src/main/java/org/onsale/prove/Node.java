package org.onsale.prove;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.TetheredProcess;

/** A node of the packaged application: a process on a port of its own that ends with this one. */
final class Node implements AutoCloseable {

  /** How a node stands, as far as a load balancer can tell. */
  enum State {
    UP,
    /** Stopped by a signal: it accepts connections and does not answer. */
    FROZEN,
    DOWN
  }

  private static final Duration START_LIMIT = Duration.ofMinutes(4);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final int number;
  private final int port;
  private final Path jar;
  private final Path folder;
  private final List<String> options;
  private final Map<String, String> environment;
  private final HttpClient http;
  private volatile State state = State.DOWN;
  private volatile boolean over;
  private @Nullable Process process;

  /**
   * @param folder where it keeps its log, and what it would keep without a database of its own
   * @param options of {@code run}: its database
   */
  Node(
      int number,
      Path jar,
      Path folder,
      List<String> options,
      Map<String, String> environment,
      HttpClient http) {
    this.number = number;
    this.port = freePort();
    this.jar = jar;
    this.folder = folder;
    this.options = options;
    this.environment = environment;
    this.http = http;
  }

  private static int freePort() {
    try {
      return TetheredProcess.freePort();
    } catch (IOException e) {
      throw new IllegalStateException("there is no free port", e);
    }
  }

  State state() {
    return state;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  @Override
  public String toString() {
    return "node " + number;
  }

  /** Starts it, again and again if need be, as a supervisor does; returns once it answers. */
  void start() {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < deadline && !over) {
      Process running = process;
      if (running == null || !running.isAlive()) {
        process = launch();
      } else if (answers()) {
        state = State.UP;
        return;
      }
      sleep(LOOK_EVERY);
    }
    throw new IllegalStateException(this + " does not start; see " + folder.resolve("log.txt"));
  }

  private Process launch() {
    try {
      ProcessBuilder builder = new ProcessBuilder(command());
      builder.environment().putAll(environment);
      return builder
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log.txt").toFile()))
          .start();
    } catch (IOException e) {
      throw new IllegalStateException(this + " cannot be started", e);
    }
  }

  /** This JVM's own options, so that its cache of classes is used as well; and a small heap. */
  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-Xmx"))
        .forEach(command::add);
    command.add("-Xmx256m");
    command.addAll(List.of("-jar", jar.toString(), "run", "--leash", "--no-demo"));
    command.addAll(List.of("--port", Integer.toString(port), "--data", folder.toString()));
    command.addAll(options);
    return command;
  }

  private boolean answers() {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(uri("/api/v1/events")).timeout(Duration.ofSeconds(2)).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** {@code kill -9}. */
  void kill() {
    state = State.DOWN;
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      awaitEnd(running);
    }
  }

  /** Kills it, and nobody starts it again. */
  void end() {
    over = true;
    kill();
  }

  void freeze() {
    state = State.FROZEN;
    Signals.stop(running().pid());
  }

  void thaw() {
    Signals.goOn(running().pid());
    state = State.UP;
  }

  private Process running() {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException(this + " was never started");
    }
    return running;
  }

  private static boolean awaitEnd(Process running) {
    try {
      return running.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Stops it as Ctrl-C does. */
  @Override
  public void close() {
    Process running = process;
    if (running == null || !running.isAlive()) {
      return;
    }
    if (state == State.FROZEN) {
      thaw();
    }
    state = State.DOWN;
    running.destroy();
    if (!awaitEnd(running)) {
      running.destroyForcibly();
    }
  }
}
