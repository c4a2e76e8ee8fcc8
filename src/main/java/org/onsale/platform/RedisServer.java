package org.onsale.platform;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Redis or Valkey of this process alone: on the loopback interface, without persistence, started
 * and stopped with it. What is in it may be lost at any time, and that is the point of it.
 */
public final class RedisServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(10);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final TetheredProcess process;
  private final int port;

  private RedisServer(TetheredProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The program on this machine's PATH, if it is installed. */
  public static Optional<Path> installed() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of("valkey-server", "redis-server")
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(f -> Path.of(f, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts it on a free port and waits until it answers.
   *
   * @param folder where its log goes; it must exist
   */
  public static RedisServer start(Path program, Path folder) {
    try {
      return start(program, folder, TetheredProcess.freePort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param settings of redis.conf, each as its name with two dashes and its value; they stand above
   *     those that it has here
   */
  public static RedisServer start(Path program, Path folder, int port, String... settings)
      throws IOException {
    Path log = folder.resolve("redis.log");
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            program.toString(),
            "--bind",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--save",
            "",
            "--appendonly",
            "no",
            "--dir",
            folder.toString(),
            "--maxmemory",
            "64mb",
            "--maxmemory-policy",
            "allkeys-lru"));
    command.addAll(List.of(settings));
    var server = new RedisServer(TetheredProcess.start(command, log), port);
    server.awaitReady(log);
    return server;
  }

  private void awaitReady(Path log) throws IOException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        return;
      } catch (IOException notYet) {
        try {
          Thread.sleep(20);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          break;
        }
      }
    }
    close();
    throw new IOException("Redis did not start, see " + log);
  }

  public String address() {
    return "redis://127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  /** The process of the server itself. */
  public ProcessHandle process() {
    return process.program().orElseThrow();
  }

  @Override
  public void close() {
    Optional<ProcessHandle> server = process.program();
    try {
      process.stop(STOP_LIMIT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // Nothing in it is worth waiting for, should it be frozen.
    server.ifPresent(ProcessHandle::destroyForcibly);
  }
}
