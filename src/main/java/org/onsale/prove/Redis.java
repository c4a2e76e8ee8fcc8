package org.onsale.prove;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.onsale.platform.RedisServer;

/** The Redis that nodes share, from the PATH; it keeps nothing on the disk. */
final class Redis implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 2_000;

  private final Path program;
  private final Path home;
  private RedisServer server;

  private Redis(Path program, Path home, RedisServer server) {
    this.program = program;
    this.home = home;
    this.server = server;
  }

  /** Starts one; empty when there is none on this machine. */
  static Optional<Redis> start(Path home) throws IOException {
    Optional<Path> program = RedisServer.installed();
    return program.isEmpty()
        ? Optional.empty()
        : Optional.of(new Redis(program.get(), home, RedisServer.start(program.get(), home)));
  }

  String url() {
    return server.address();
  }

  /** {@code kill -9}; what it knew is gone. */
  void kill() {
    server.process().destroyForcibly();
  }

  void restart() throws IOException {
    server.close();
    server = RedisServer.start(program, home, server.port());
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
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
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
    server.close();
  }
}
