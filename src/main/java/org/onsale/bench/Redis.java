package org.onsale.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.RedisServer;
import org.onsale.platform.TetheredProcess;

/** A Redis or Valkey of the PATH that writes nothing to disk; or none, where there is none. */
final class Redis implements AutoCloseable {
  /** Tells the server's resources where it listens. */
  static final String PORT_PROPERTY = "onsale.bench.redis";

  private final @Nullable RedisServer server;
  private final Path folder;

  private Redis(@Nullable RedisServer server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  static Redis start() throws IOException {
    Path folder = Files.createTempDirectory("onsale-bench-redis");
    Optional<Path> program = RedisServer.installed();
    if (program.isEmpty()) {
      return new Redis(null, folder);
    }
    // It must not forget a seat that it has given.
    return new Redis(
        RedisServer.start(
            program.get(),
            folder,
            TetheredProcess.freePort(),
            "--maxmemory",
            "2gb",
            "--maxmemory-policy",
            "noeviction"),
        folder);
  }

  boolean isThere() {
    return server != null;
  }

  int port() {
    return server == null ? 0 : server.port();
  }

  /** Empty when there is none. */
  String address() {
    return server == null ? "" : server.address();
  }

  /** These, and Redis where it is there. */
  Processes in(Processes processes) {
    return server == null
        ? processes
        : processes.with("Redis", () -> CpuTime.of(server.process().pid()));
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    Setting.delete(folder);
  }
}
