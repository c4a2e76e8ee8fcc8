package org.onsale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.onsale.platform.EmbeddedPostgres;
import org.onsale.platform.TestFolder;

/** The packaged application as a process of its own, as {@code ./onsale run} starts it. */
final class RunningOnsale implements AutoCloseable {
  private static final Duration READY_LIMIT = Duration.ofSeconds(180);
  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final Process process;
  private final Path data;
  private final Path output;
  private final int port;

  /** How a command ended, and all it said. */
  record Ended(int exit, String output) {}

  private RunningOnsale(Process process, Path data, Path output, int port) {
    this.process = process;
    this.data = data;
    this.output = output;
    this.port = port;
  }

  /** Starts it without demo events on a free port and waits until it answers. */
  static RunningOnsale start(Path data, String... options) {
    return start(data, freePort(), options);
  }

  static RunningOnsale start(Path data, int port, String... options) {
    List<String> command = new ArrayList<>(List.of(options));
    command.add("--no-demo");
    return launch(data, port, command);
  }

  /** Starts it with the demo events, which are made on the first start. */
  static RunningOnsale startWithDemo(Path data, String... options) {
    return launch(data, freePort(), List.of(options));
  }

  /** As {@link #start}, but it makes its PostgreSQL itself, as on a new machine. */
  static RunningOnsale startFromNothing(Path data) {
    return launchOn(data, freePort(), List.of("--no-demo"));
  }

  private static RunningOnsale launch(Path data, int port, List<String> options) {
    if (!Files.exists(data.resolve("postgresql"))) {
      NewCluster.copyTo(data);
    }
    return launchOn(data, port, options);
  }

  /** A PostgreSQL just made; to make one takes twice as long as all else of a start. */
  private static final class NewCluster {
    private static final Path HOME = TestFolder.create("cluster").resolve("postgresql");

    static {
      EmbeddedPostgres.start(HOME).close();
    }

    static void copyTo(Path data) {
      try {
        Files.createDirectories(data);
        // Its folders may be read by their owner only, which Java's own copying forgets.
        String[] copy = {"cp", "-a", HOME.toString(), data.toString()};
        if (new ProcessBuilder(copy).inheritIO().start().waitFor() != 0) {
          throw new AssertionError("the PostgreSQL in " + HOME + " cannot be copied");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private static RunningOnsale launchOn(Path data, int port, List<String> options) {
    List<String> command =
        new ArrayList<>(
            List.of("run", "--port", Integer.toString(port), "--data", data.toString()));
    command.addAll(options);
    try {
      Path output = TestFolder.create("run").resolve("output.txt");
      Process process =
          builder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
      var running = new RunningOnsale(process, data, output, port);
      running.awaitReady();
      return running;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command to its end. */
  static Ended command(String... arguments) {
    return command(READY_LIMIT, arguments);
  }

  /** Runs a command that has nodes to start and to wait for. */
  static Ended longCommand(String... arguments) {
    return command(READY_LIMIT.multipliedBy(4), arguments);
  }

  private static Ended command(Duration limit, String... arguments) {
    try {
      Path output = TestFolder.create("command").resolve("output.txt");
      Process process =
          builder(List.of(arguments))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError("does not end: " + String.join(" ", arguments));
      }
      return new Ended(process.exitValue(), Files.readString(output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static ProcessBuilder builder(List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx1g",
                "-jar",
                JAR.toString()));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() throws IOException {
    long deadline = System.nanoTime() + READY_LIMIT.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      if (output().contains("Ctrl-C stops it.")) {
        return;
      }
      pause();
    }
    process.destroyForcibly();
    throw new AssertionError("Onsale did not start:\n" + output());
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).GET());
  }

  /** Sends a JSON body; headers are pairs of a name and a value. */
  HttpResponse<String> send(String method, String path, String json, String... headers) {
    var request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** An answer's body, for who reads thousands: REST Assured compiles each path anew. */
  static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process of its PostgreSQL. */
  ProcessHandle postgres() {
    try {
      Path pidFile = data.resolve("postgresql/data/postmaster.pid");
      long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
      return ProcessHandle.of(pid).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All processes that it has started, and those that they have. */
  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  /** The database behind it. */
  DatabaseAddress database() {
    return DatabaseAddress.of(EmbeddedPostgres.running(data.resolve("postgresql")).orElseThrow());
  }

  /** What Ctrl-C does; returns the exit code. */
  int interrupt() {
    String pid = Long.toString(process.pid());
    return ended("on Ctrl-C", () -> new ProcessBuilder("kill", "-INT", pid).start().waitFor());
  }

  /** Ends its standard input, as its launcher's end does; returns the exit code. */
  int letGo() {
    return ended("without its launcher", process.getOutputStream()::close);
  }

  private interface Signal {
    void send() throws IOException, InterruptedException;
  }

  private int ended(String when, Signal signal) {
    try {
      signal.send();
      if (!process.waitFor(90, TimeUnit.SECONDS)) {
        throw new AssertionError("does not stop " + when + ":\n" + output());
      }
      return process.exitValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** {@code kill -9}. */
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      interrupt();
    }
  }
}
