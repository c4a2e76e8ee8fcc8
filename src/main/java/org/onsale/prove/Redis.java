package org.onsale.prove;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The Redis that nodes share, from the PATH; it keeps nothing on the disk. */
final class Redis implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(10);
  private static final int TIMEOUT_MILLIS = 2_000;

  private final Path program;
  private final Path log;
  private final int port;
  private Process process;

  private Redis(Path program, Path log, int port, Process process) {
    this.program = program;
    this.log = log;
    this.port = port;
    this.process = process;
  }

  /** Starts one; empty when there is no {@code redis-server} or {@code valkey-server}. */
  static Optional<Redis> start(Path home) throws IOException {
    Optional<Path> program =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .filter(folder -> !folder.isEmpty())
            .flatMap(
                folder -> Stream.of("redis-server", "valkey-server").map(Path.of(folder)::resolve))
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isEmpty()) {
      return Optional.empty();
    }
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Path log = home.resolve("redis.log");
    Redis redis = new Redis(program.get(), log, port, launch(program.get(), log, port));
    redis.awaitReady();
    return Optional.of(redis);
  }

  String url() {
    return "redis://127.0.0.1:" + port;
  }

  private static Process launch(Path program, Path log, int port) throws IOException {
    return new ProcessBuilder(
            program.toString(),
            "--bind",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--save",
            "",
            "--appendonly",
            "no")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      try {
        ask("PING");
        return;
      } catch (IOException e) {
        Node.sleep(Duration.ofMillis(50));
      }
    }
    throw new IllegalStateException("Redis does not start; see " + log);
  }

  /** {@code kill -9}; what it knew is gone. */
  void kill() {
    process.destroyForcibly();
  }

  void restart() throws IOException {
    process = launch(program, log, port);
    awaitReady();
  }

  void flush() throws IOException {
    ask("FLUSHALL");
  }

  /** Whether anybody but this class is connected: nodes that know nothing of Redis are not. */
  boolean isUsed() throws IOException {
    return ask("CLIENT LIST").lines().filter(line -> line.startsWith("id=")).count() > 1;
  }

  /** Sends an inline command and returns its answer, as far as it comes within the timeout. */
  private String ask(String command) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket
          .getOutputStream()
          .write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      String answer = String.join("\n", in.lines().toList());
      if (answer.startsWith("-")) {
        throw new IOException("Redis says " + answer.toLowerCase(Locale.ROOT));
      }
      return answer;
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
