package org.onsale.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A redis-server of the PATH that writes nothing to disk; or none, where there is none. */
final class Redis implements AutoCloseable {
  /** Tells the server's resources where it listens. */
  static final String PORT_PROPERTY = "onsale.bench.redis";

  private static final Duration START_LIMIT = Duration.ofSeconds(10);

  private final @Nullable Process process;
  private final Path folder;
  private final int port;

  private Redis(@Nullable Process process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  static Redis start() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("onsale-bench-redis");
    int port = BenchServer.freePort();
    try {
      Process process =
          new ProcessBuilder(
                  "redis-server",
                  "--bind",
                  "127.0.0.1",
                  "--port",
                  Integer.toString(port),
                  "--save",
                  "",
                  "--appendonly",
                  "no",
                  "--dir",
                  folder.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("redis.log").toFile())
              .start();
      Redis redis = new Redis(process, folder, port);
      redis.awaitReady(process);
      return redis;
    } catch (IOException e) {
      return new Redis(null, folder, 0);
    }
  }

  private void awaitReady(Process started) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < deadline && started.isAlive()) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        return;
      } catch (IOException e) {
        Thread.sleep(20);
      }
    }
    close();
    throw new IOException("redis-server did not start");
  }

  boolean isThere() {
    return process != null;
  }

  int port() {
    return port;
  }

  /** These, and Redis where it is there. */
  Processes in(Processes processes) {
    return process == null ? processes : processes.with("Redis", () -> CpuTime.of(process.pid()));
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroy();
      try {
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    Setting.delete(folder);
  }
}
