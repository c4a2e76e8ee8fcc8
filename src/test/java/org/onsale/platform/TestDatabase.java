package org.onsale.platform;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Fresh, migrated databases on one real embedded PostgreSQL, which lives as long as the test JVM.
 * Each is a copy of a migrated template, made in some 50 ms.
 */
public final class TestDatabase {
  private static final AtomicInteger NUMBER = new AtomicInteger();

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
    EmbeddedPostgres.Server server = Holder.POSTGRES.server();
    String name = "test_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
    execute("CREATE DATABASE " + name + " TEMPLATE template_onsale");
    return address(server, name);
  }

  private static Address address(EmbeddedPostgres.Server server, String name) {
    return new Address(server.jdbcUrl(name), EmbeddedPostgres.USER, server.password());
  }

  private static void execute(String sql) {
    EmbeddedPostgres.Server server = Holder.POSTGRES.server();
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
    static final EmbeddedPostgres POSTGRES = start();

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
