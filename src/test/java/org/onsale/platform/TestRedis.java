package org.onsale.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A real Redis for tests, that can be killed, frozen and started again where it was. */
final class TestRedis implements AutoCloseable {
  private static final byte[] KEY = new byte[32];

  private final Path program = program();
  private final Path folder = TestFolder.create("redis");
  private RedisServer server;

  TestRedis() {
    server = RedisServer.start(program, folder);
  }

  /** On a developer's machine it may be missing; where CI runs it may not. */
  private static Path program() {
    Optional<Path> installed = RedisServer.installed();
    if (installed.isEmpty() && System.getenv("CI") != null) {
      Assertions.fail("CI needs redis-server on the PATH: apt-get install redis-server");
    }
    Assumptions.assumeTrue(
        installed.isPresent(), "no redis-server on the PATH: apt-get install redis-server");
    return installed.orElseThrow();
  }

  /** A node that uses it. */
  RedisState node() {
    return node(KEY);
  }

  RedisState node(byte[] key) {
    return new RedisState(address(), new Seal(key));
  }

  /** A node that skips nothing because this machine was busy for a moment. */
  RedisState patientNode() {
    Duration limit = Duration.ofSeconds(30);
    return new RedisState(address(), new Seal(KEY), new RedisState.Patience(limit, limit, limit));
  }

  private RedisAddress address() {
    return RedisAddress.parse(server.address(), Optional.empty());
  }

  void kill() {
    ProcessHandle process = server.process();
    process.destroyForcibly();
    process.onExit().join();
  }

  void startAgain() throws IOException {
    server = RedisServer.start(program, folder, server.port());
  }

  void freeze() {
    signal("-STOP");
  }

  void thaw() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      new ProcessBuilder("kill", signal, Long.toString(server.process().pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One command of a client of its own. */
  void tell(String command) {
    try (var client = io.lettuce.core.RedisClient.create(server.address());
        var connection = client.connect()) {
      switch (command) {
        case "FLUSHALL" -> connection.sync().flushall();
        case "CLIENT KILL TYPE pubsub" ->
            connection.sync().clientKill(io.lettuce.core.KillArgs.Builder.typePubsub().skipme());
        default -> throw new IllegalArgumentException(command);
      }
    }
  }

  @Override
  public void close() {
    thaw();
    server.close();
  }
}
