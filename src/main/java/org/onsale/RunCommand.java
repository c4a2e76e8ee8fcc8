package org.onsale;

import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.onsale.nodes.Leash;
import org.onsale.platform.EmbeddedPostgres;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code ./onsale run}: PostgreSQL, then the schema, then the server; and all of it back again.
 *
 * <p>With {@code --nodes} the server is several, each a process that is started by this same
 * command with {@code --as-node}.
 *
 * <p>On Ctrl-C the server drains first, since its last transactions need the database, and
 * PostgreSQL stops after it. Two shutdown hooks would run side by side, so ours waits until Quarkus
 * has stopped.
 */
@Command(name = "run", description = "Starts the server.", sortOptions = false)
final class RunCommand implements Callable<Integer> {

  private static final int DEFAULT_PORT = 8080;

  /** Longer than {@code quarkus.shutdown.timeout}, and than nodes may take. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  @Option(names = "--port", paramLabel = "PORT", description = "where it listens (8080)")
  @Nullable String port;

  @Option(names = "--no-demo", description = "a first start makes no demo events")
  boolean withoutDemo;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      description = "as many nodes behind a proxy, to try it out (1)")
  @Nullable String nodes;

  /** Behind the proxy of a launcher, whose end is this process's end. */
  @Option(names = "--as-node", hidden = true)
  boolean asNode;

  /** For rehearsals and benchmarks, which leave nothing behind, however they end. */
  @Option(names = "--leash", hidden = true)
  boolean onLeash;

  @Mixin RedisOptions redis = new RedisOptions();

  @Mixin DatabaseOptions database = new DatabaseOptions();

  private final CountDownLatch serverStopped = new CountDownLatch(1);

  @Override
  public Integer call() {
    if (asNode || onLeash) {
      Leash.put();
    }
    database.validate();
    int listen = number("--port", port, DEFAULT_PORT, 65_535);
    int count = number("--nodes", nodes, 1, SeveralNodes.MOST);
    Optional<String> redisUrl = redis.address();
    refuseBusy(listen);
    Path data = database.dataFolder();
    Optional<DatabaseAddress> external = database.external();
    var several = new SeveralNodes(count, listen, !withoutDemo, data, redisUrl, external.isEmpty());
    if (external.isPresent()) {
      return serve(external.get().checked(), several);
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(database.postgresqlFolder())) {
      Thread stop = new Thread(() -> stopAfterServer(postgres), "stop-postgresql");
      Runtime.getRuntime().addShutdownHook(stop);
      return serve(DatabaseAddress.created(postgres.server()), several);
    } finally {
      serverStopped.countDown();
    }
  }

  private int serve(DatabaseAddress address, SeveralNodes several) {
    address.durable();
    if (!asNode) {
      address.migrate();
    }
    if (several.count() > 1) {
      several.run(address);
    } else {
      serveHere(address, several.port(), several.data(), several.redisUrl());
    }
    return CommandLine.ExitCode.OK;
  }

  private void serveHere(
      DatabaseAddress address, int listen, Path data, Optional<String> redisUrl) {
    System.setProperty("quarkus.datasource.jdbc.url", address.url());
    System.setProperty("quarkus.datasource.username", address.user());
    System.setProperty("quarkus.datasource.password", address.password());
    System.setProperty("quarkus.http.port", Integer.toString(listen));
    System.setProperty("onsale.data", data.toString());
    System.setProperty("onsale.demo", Boolean.toString(!withoutDemo));
    redisUrl.ifPresent(url -> System.setProperty("onsale.redis-url", url));
    if (configuredPublicUrl().isEmpty()) {
      System.setProperty("onsale.public-url", "http://localhost:" + listen);
    }
    if (asNode) {
      hideBehindProxy();
    }
    var failed = new AtomicReference<@Nullable Throwable>();
    Quarkus.run(Welcome.class, (code, failure) -> failed.set(failure));
    Throwable failure = failed.get();
    if (failure != null) {
      throw new IllegalStateException("The server did not start", failure);
    }
  }

  /** Only the launcher's proxy reaches it, so only that is believed about the client's address. */
  private static void hideBehindProxy() {
    System.setProperty("onsale.node", "true");
    System.setProperty("quarkus.http.host", "127.0.0.1");
    System.setProperty("quarkus.http.proxy.proxy-address-forwarding", "true");
    System.setProperty("quarkus.http.proxy.trusted-proxies", "127.0.0.1");
  }

  /** The address that people use, where somebody has said it. */
  static Optional<String> configuredPublicUrl() {
    return Optional.ofNullable(System.getProperty("onsale.public-url"))
        .or(() -> Optional.ofNullable(System.getenv("ONSALE_PUBLIC_URL")));
  }

  private int number(String option, @Nullable String given, int otherwise, int most) {
    if (given == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(given);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw database.refused(option + " must be a number from 1 to " + most + ", not: " + given);
  }

  private static void refuseBusy(int listen) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(listen));
    } catch (IOException e) {
      throw new PlainException(
          "Port "
              + listen
              + " is in use by another program. Stop that one, or choose another port with"
              + " --port.");
    }
  }

  private void stopAfterServer(EmbeddedPostgres postgres) {
    try {
      if (!serverStopped.await(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        postgres.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
