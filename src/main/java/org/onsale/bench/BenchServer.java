package org.onsale.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The application of the benchmark's build, in a process of its own on a fresh data folder. */
final class BenchServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final Process process;
  private final Path data;
  private final int port;

  private BenchServer(Process process, Path data, int port) {
    this.process = process;
    this.data = data;
    this.port = port;
  }

  static BenchServer start(Path jar, Path data, int port) throws IOException, InterruptedException {
    Path log = data.resolve("server.log");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseCompactObjectHeaders",
                "-jar",
                jar.toString(),
                "run",
                "--port",
                Integer.toString(port),
                "--data",
                data.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    BenchServer server = new BenchServer(process, data, port);
    server.awaitReady(log);
    return server;
  }

  private void awaitReady(Path log) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      if (Files.readString(log).contains("Onsale is running")) {
        return;
      }
      Thread.sleep(200);
    }
    process.destroy();
    throw new IOException("the server did not start; see " + log);
  }

  /** Puts copies of the stadium on sale; returns their ids. */
  List<Long> stage(int events, int textbook) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d/bench/stage?events=%d&textbook=%d"
                        .formatted(port, events, textbook)))
            .timeout(Duration.ofMinutes(2))
            .POST(HttpRequest.BodyPublishers.ofString(""))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException("the stage was not set: " + answer.body());
      }
      return answer.body().lines().map(Long::parseLong).toList();
    }
  }

  long pid() {
    return process.pid();
  }

  /** The postmaster's process. */
  long postgresPid() throws IOException {
    Path pidFile = data.resolve("postgresql/data/postmaster.pid");
    return Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
