package org.onsale.platform;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Fresh, migrated databases on one real embedded PostgreSQL, which lives as long as the test JVM.
 * Each is a copy of a migrated template, made in some 50 ms.
 */
public final class TestDatabase {
  private TestDatabase() {}

  /** The address, user and password of a fresh database. */
  public record Address(String url, String user, String password) {
    public PGSimpleDataSource dataSource() {
      var source = new PGSimpleDataSource();
      source.setUrl(url);
      source.setUser(user);
      source.setPassword(password);
      return source;
    }
  }

  public static Address create() {
    EmbeddedPostgres.Server server = Holder.SERVER;
    String name = "test_" + ProcessHandle.current().pid() + "_" + number();
    execute("CREATE DATABASE " + name + " TEMPLATE template_onsale");
    return address(server, name);
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
    try (var connection =
            DriverManager.getConnection(
                server.jdbcUrl("postgres"), EmbeddedPostgres.USER, server.password());
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

    static final EmbeddedPostgres.Server SERVER = server();

    private static EmbeddedPostgres.Server server() {
      synchronized (System.getProperties()) {
        Integer port = Integer.getInteger(PORT);
        if (port != null) {
          return new EmbeddedPostgres.Server(port, System.getProperty(PASSWORD));
        }
        EmbeddedPostgres postgres = start();
        EmbeddedPostgres.Server started = postgres.server();
        // Also keeps it from the garbage collector, which would close the pipe its life hangs on.
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
        System.setProperty(PORT, Integer.toString(started.port()));
        System.setProperty(PASSWORD, started.password());
        return started;
      }
    }

    private static EmbeddedPostgres start() {
      EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of("target/test-postgres"));
      try (var connection =
              DriverManager.getConnection(
                  postgres.server().jdbcUrl("postgres"),
                  EmbeddedPostgres.USER,
                  postgres.server().password());
          var statement = connection.createStatement()) {
        // Databases of earlier runs, whatever they ended by.
        var leftOver = new java.util.ArrayList<String>();
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
