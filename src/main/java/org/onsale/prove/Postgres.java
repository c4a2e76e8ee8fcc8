package org.onsale.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.onsale.platform.Database;
import org.onsale.platform.EmbeddedPostgres;
import org.onsale.platform.Migrations;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The PostgreSQL of a rehearsal: the embedded one, reached by the nodes through the proxy, so that
 * it can die and come back at one address.
 *
 * <p>One thread at a time.
 */
final class Postgres implements AutoCloseable {
  /** The database that every cluster has; the cluster is ours alone. */
  private static final String DATABASE = "postgres";

  private static final int SOCKET_SECONDS = 60;
  private static final Duration END_LIMIT = Duration.ofSeconds(10);

  private final Path home;
  private final Clock clock;
  private final CuttingProxy proxy;
  private EmbeddedPostgres server;

  private Postgres(Path home, Clock clock, EmbeddedPostgres server) {
    this.home = home;
    this.clock = clock;
    this.server = server;
    this.proxy = new CuttingProxy(server.server().port());
  }

  static Postgres start(Path home, Clock clock) {
    var postgres = new Postgres(home, clock, EmbeddedPostgres.start(home));
    Migrations.migrate(postgres.dataSource());
    return postgres;
  }

  CuttingProxy proxy() {
    return proxy;
  }

  /** What nodes are given. */
  String urlThroughProxy() {
    return "jdbc:postgresql://127.0.0.1:" + proxy.port() + "/" + DATABASE;
  }

  String password() {
    return server.server().password();
  }

  /** Past the proxy. Good until the next crash. */
  Database database() {
    return new Database(dataSource());
  }

  private PGSimpleDataSource dataSource() {
    var source = new PGSimpleDataSource();
    source.setUrl(server.server().jdbcUrl(DATABASE));
    source.setUser(EmbeddedPostgres.USER);
    source.setPassword(server.server().password());
    source.setSocketTimeout(SOCKET_SECONDS);
    return source;
  }

  /** False only when the rehearsal itself could not start it again. */
  boolean isUp() {
    try (var connection = dataSource().getConnection()) {
      return connection.isValid(SOCKET_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  /** {@code kill -9} for all of it at once, as when its machine loses power. */
  void crash() {
    proxy.leadNowhere();
    kill();
  }

  /** Starts again from what is on the disk, and lets the nodes in. */
  void recover() {
    startUnseen();
    proxy.leadTo(server.server().port());
  }

  /**
   * Crashes, keeps a copy of what is on the disk then, and comes back.
   *
   * @return an instant before the copy: whatever was answered until then is in it
   */
  Instant copy() {
    Instant copied = clock.instant();
    crash();
    try {
      Folders.remove(copyFolder());
      Folders.copy(dataFolder(), copyFolder());
    } catch (IOException e) {
      throw new IllegalStateException("the data could not be copied", e);
    }
    recover();
    return copied;
  }

  /**
   * Crashes and comes back as the copy, as an asynchronous standby would. The gateway is another
   * company and forgets nothing, although the sandbox keeps its books in this database: so they are
   * carried over, before any node can connect.
   *
   * @param copied what {@link #copy} returned
   */
  SetBack setBack(Instant copied) {
    crash();
    startUnseen();
    Totals before = Totals.of(database());
    GatewayBooks.Books books = GatewayBooks.read(database());
    kill();
    try {
      Folders.remove(dataFolder());
      Files.move(copyFolder(), dataFolder(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new IllegalStateException("the copy could not be put back", e);
    }
    startUnseen();
    Totals lost = before.minus(Totals.of(database()));
    List<String> forgotten = GatewayBooks.carryOver(database(), books);
    proxy.leadTo(server.server().port());
    return new SetBack(copied, clock.instant(), lost, forgotten);
  }

  private Path dataFolder() {
    return home.resolve("data");
  }

  private Path copyFolder() {
    return home.resolve("copy");
  }

  private void startUnseen() {
    server = EmbeddedPostgres.start(home);
  }

  /** The postmaster is stopped first, so that it starts no process that would be missed. */
  private void kill() {
    ProcessHandle postmaster = postmaster();
    Signals.stop(postmaster.pid());
    List<ProcessHandle> all =
        Stream.concat(postmaster.descendants(), Stream.of(postmaster)).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    server.close();
    all.forEach(Postgres::awaitEnd);
  }

  private ProcessHandle postmaster() {
    try {
      List<String> lines = Files.readAllLines(dataFolder().resolve("postmaster.pid"));
      return ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL does not run", e);
    }
  }

  private static void awaitEnd(ProcessHandle process) {
    long deadline = System.nanoTime() + END_LIMIT.toNanos();
    while (runs(process)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("process " + process.pid() + " survives kill -9");
      }
      Node.sleep(Duration.ofMillis(10));
    }
  }

  /** A process that nobody has buried yet has no command any more. */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  @Override
  public void close() {
    try {
      proxy.close();
    } catch (IOException e) {
      throw new IllegalStateException("the proxy does not close", e);
    } finally {
      server.close();
    }
  }
}
