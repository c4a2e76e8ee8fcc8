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
import org.onsale.platform.EmbeddedPostgres;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code ./onsale run}: PostgreSQL, then the schema, then the server; and all of it back again.
 *
 * <p>On Ctrl-C the server drains first, since its last transactions need the database, and
 * PostgreSQL stops after it. Two shutdown hooks would run side by side, so ours waits until Quarkus
 * has stopped.
 */
@Command(name = "run", description = "Starts the server.", sortOptions = false)
final class RunCommand implements Callable<Integer> {

  private static final int DEFAULT_PORT = 8080;

  /** Longer than {@code quarkus.shutdown.timeout}. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  @Option(names = "--port", paramLabel = "PORT", description = "where it listens (8080)")
  @Nullable String port;

  @Option(names = "--no-demo", description = "a first start makes no demo events")
  boolean withoutDemo;

  @Mixin DatabaseOptions database = new DatabaseOptions();

  private final CountDownLatch serverStopped = new CountDownLatch(1);

  @Override
  public Integer call() {
    database.validate();
    int listen = listeningPort();
    refuseBusy(listen);
    Path data = database.dataFolder();
    Optional<DatabaseAddress> external = database.external();
    if (external.isPresent()) {
      return serve(external.get().checked(), listen, data);
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(database.postgresqlFolder())) {
      Thread stop = new Thread(() -> stopAfterServer(postgres), "stop-postgresql");
      Runtime.getRuntime().addShutdownHook(stop);
      return serve(DatabaseAddress.created(postgres.server()), listen, data);
    } finally {
      serverStopped.countDown();
    }
  }

  private int serve(DatabaseAddress address, int listen, Path data) {
    address.durable().migrate();
    System.setProperty("quarkus.datasource.jdbc.url", address.url());
    System.setProperty("quarkus.datasource.username", address.user());
    System.setProperty("quarkus.datasource.password", address.password());
    System.setProperty("quarkus.http.port", Integer.toString(listen));
    System.setProperty("onsale.data", data.toString());
    System.setProperty("onsale.demo", Boolean.toString(!withoutDemo));
    if (System.getenv("ONSALE_PUBLIC_URL") == null
        && System.getProperty("onsale.public-url") == null) {
      System.setProperty("onsale.public-url", "http://localhost:" + listen);
    }
    var failed = new AtomicReference<@Nullable Throwable>();
    Quarkus.run(Welcome.class, (code, failure) -> failed.set(failure));
    Throwable failure = failed.get();
    if (failure != null) {
      throw new IllegalStateException("The server did not start", failure);
    }
    return CommandLine.ExitCode.OK;
  }

  private int listeningPort() {
    if (port == null) {
      return DEFAULT_PORT;
    }
    try {
      int number = Integer.parseInt(port);
      if (number >= 1 && number <= 65_535) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw database.refused("--port must be a number from 1 to 65535, not: " + port);
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
