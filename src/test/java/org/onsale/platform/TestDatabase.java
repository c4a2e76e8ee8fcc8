package org.onsale.platform;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.apache.commons.io.FileUtils;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Fresh, migrated databases on one real embedded PostgreSQL, which lives as long as the test JVM.
 * Each is a copy of a migrated template; old ones to which nobody is connected go, for with their
 * number the time grows that one takes to make.
 */
public final class TestDatabase {
  private static final int KEPT = 50;
  private static final Queue<String> MADE = new ArrayDeque<>();
  private static final Map<String, AgroalDataSource> POOLS = new ConcurrentHashMap<>();

  /** What a pool has at most: a third of what the server gives, for one application has as many. */
  private static final int CONNECTIONS = 40;

  private TestDatabase() {}

  /** The address, user and password of a fresh database. */
  public record Address(String url, String user, String password) {
    /** Opens a connection each time. */
    public PGSimpleDataSource dataSource() {
      var source = new PGSimpleDataSource();
      source.setUrl(url);
      source.setUser(user);
      source.setPassword(password);
      return source;
    }

    /** Keeps connections for a moment, as nodes do: a new one costs more than most statements. */
    public DataSource pool() {
      return POOLS.computeIfAbsent(url, unknown -> pool(CONNECTIONS));
    }

    /** Another, which whoever asks for it closes. */
    AgroalDataSource pool(int connections) {
      var configuration =
          new AgroalDataSourceConfigurationSupplier()
              .connectionPoolConfiguration(
                  pool ->
                      pool.maxSize(connections)
                          .acquisitionTimeout(Duration.ofSeconds(30))
                          .reapTimeout(Duration.ofSeconds(1))
                          .connectionFactoryConfiguration(
                              factory ->
                                  factory
                                      .jdbcUrl(url)
                                      .principal(new NamePrincipal(user))
                                      .credential(new SimplePassword(password))));
      try {
        return AgroalDataSource.from(configuration);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    public Database database() {
      return new Database(pool());
    }
  }

  public static Address create() {
    // What the tests before have left open; the server has no connections for all of them.
    POOLS.values().forEach(pool -> pool.flush(AgroalDataSource.FlushMode.IDLE));
    EmbeddedPostgres.Server server = Holder.SERVER;
    String name = "test_" + ProcessHandle.current().pid() + "_" + number();
    try (var connection = connect(server);
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " TEMPLATE template_onsale");
      removeOldest(statement, name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return address(server, name);
  }

  private static void removeOldest(Statement statement, String made) throws SQLException {
    String oldest;
    synchronized (MADE) {
      MADE.add(made);
      oldest = MADE.size() > KEPT ? MADE.remove() : null;
    }
    if (oldest != null && isUsed(statement, oldest)) {
      synchronized (MADE) {
        MADE.add(oldest);
      }
    } else if (oldest != null) {
      AgroalDataSource pool = POOLS.remove(Holder.SERVER.jdbcUrl(oldest));
      if (pool != null) {
        pool.close();
      }
      statement.execute("DROP DATABASE " + oldest + " WITH (FORCE)");
    }
  }

  private static boolean isUsed(Statement statement, String database) throws SQLException {
    try (var connected =
        statement.executeQuery(
            "SELECT 1 FROM pg_stat_activity WHERE backend_type = 'client backend' AND datname = '"
                + database
                + "'")) {
      return connected.next();
    }
  }

  private static Connection connect(EmbeddedPostgres.Server server) throws SQLException {
    return DriverManager.getConnection(
        server.jdbcUrl("postgres"), EmbeddedPostgres.USER, server.password());
  }

  /** A fresh one whose owner has no rights beyond it, migrated by that owner. */
  public static Address createForPlainOwner() {
    EmbeddedPostgres.Server server = Holder.SERVER;
    String name = "test_" + ProcessHandle.current().pid() + "_" + number();
    execute("CREATE ROLE " + name + " LOGIN PASSWORD '" + name + "'");
    execute("CREATE DATABASE " + name + " OWNER " + name);
    var address = new Address(server.jdbcUrl(name), name, name);
    Migrations.migrate(address.dataSource());
    return address;
  }

  private static String number() {
    return Long.toString(System.nanoTime(), Character.MAX_RADIX);
  }

  private static Address address(EmbeddedPostgres.Server server, String name) {
    return new Address(server.jdbcUrl(name), EmbeddedPostgres.USER, server.password());
  }

  private static void execute(String sql) {
    EmbeddedPostgres.Server server = Holder.SERVER;
    try (var connection = connect(server);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Holder {
    // Quarkus loads test classes a second time in a class loader of its own; the server is shared
    // through system properties, which all class loaders see.
    private static final String PORT = "onsale.test.postgresql.port";
    private static final String PASSWORD = "onsale.test.postgresql.password";

    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long ROOM_IN_MEMORY = 6L << 30;

    static final EmbeddedPostgres.Server SERVER = server();

    private static EmbeddedPostgres.Server server() {
      synchronized (System.getProperties()) {
        Integer port = Integer.getInteger(PORT);
        if (port != null) {
          return new EmbeddedPostgres.Server(port, System.getProperty(PASSWORD));
        }
        Path home = home();
        EmbeddedPostgres postgres = start(home);
        EmbeddedPostgres.Server started = postgres.server();
        // Also keeps it from the garbage collector, which would close the pipe its life hangs on.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres, home)));
        System.setProperty(PORT, Integer.toString(started.port()));
        System.setProperty(PASSWORD, started.password());
        return started;
      }
    }

    /** In memory where there is room: thousands of commits then wait for no disk. */
    private static Path home() {
      Path checkout = Path.of("").toAbsolutePath();
      try {
        if (Files.isWritable(MEMORY)
            && Files.getFileStore(MEMORY).getUsableSpace() > ROOM_IN_MEMORY) {
          return MEMORY.resolve("onsale-test-" + Integer.toHexString(checkout.hashCode()));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return checkout.resolve("target/test-postgres");
    }

    private static void stop(EmbeddedPostgres postgres, Path home) {
      postgres.close();
      if (home.startsWith(MEMORY)) {
        try {
          FileUtils.deleteDirectory(home.toFile());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    private static EmbeddedPostgres start(Path home) {
      EmbeddedPostgres postgres = EmbeddedPostgres.start(home);
      try (var connection = connect(postgres.server());
          var statement = connection.createStatement()) {
        // Databases of earlier runs, whatever they ended by.
        var leftOver = new ArrayList<String>();
        try (var rows =
            statement.executeQuery(
                "SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%' OR datname ="
                    + " 'template_onsale'")) {
          while (rows.next()) {
            leftOver.add(rows.getString(1));
          }
        }
        for (String name : leftOver) {
          statement.execute("DROP DATABASE " + name + " WITH (FORCE)");
        }
        statement.execute("CREATE DATABASE template_onsale");
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      Address template = address(postgres.server(), "template_onsale");
      Migrations.migrate(template.dataSource());
      return postgres;
    }
  }
}
