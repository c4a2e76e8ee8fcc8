package org.onsale;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.onsale.platform.EmbeddedPostgres;
import org.onsale.platform.Migrations;
import org.postgresql.ds.PGSimpleDataSource;

/** Where the database is and how to enter it. */
record DatabaseAddress(String url, String user, String password) {

  /** The name of Onsale's database on its embedded PostgreSQL. */
  static final String EMBEDDED_DATABASE = "onsale";

  private static final int CONNECT_SECONDS = 5;

  /** What makes an acknowledged sale survive a power cut. */
  private static final List<String> PROMISES =
      List.of("fsync", "synchronous_commit", "full_page_writes");

  static DatabaseAddress of(EmbeddedPostgres.Server server) {
    return new DatabaseAddress(
        server.jdbcUrl(EMBEDDED_DATABASE), EmbeddedPostgres.USER, server.password());
  }

  /** Creates Onsale's database on an embedded PostgreSQL that does not have it yet. */
  static DatabaseAddress created(EmbeddedPostgres.Server server) {
    DatabaseAddress target = of(server);
    var maintenance =
        new DatabaseAddress(server.jdbcUrl("postgres"), target.user(), target.password());
    try (Connection connection = maintenance.dataSource().getConnection();
        var statement = connection.createStatement()) {
      boolean exists;
      try (var row =
          statement.executeQuery(
              "SELECT 1 FROM pg_database WHERE datname = '" + EMBEDDED_DATABASE + "'")) {
        exists = row.next();
      }
      if (!exists) {
        statement.execute("CREATE DATABASE " + EMBEDDED_DATABASE);
      }
      return target;
    } catch (SQLException e) {
      throw new PlainException("The embedded PostgreSQL does not answer: " + e.getMessage());
    }
  }

  DataSource dataSource() {
    var source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(user);
    source.setPassword(password);
    source.setConnectTimeout(CONNECT_SECONDS);
    return source;
  }

  /** Brings the schema to this build's. */
  DatabaseAddress migrate() {
    try {
      Migrations.migrate(dataSource());
      return this;
    } catch (FlywayException e) {
      throw new PlainException(
          "The database at "
              + url
              + " cannot be brought to the schema of this version of Onsale. Was it made by another"
              + " version? "
              + e.getMessage());
    }
  }

  /** This address, once it is known that a database answers there. */
  DatabaseAddress checked() {
    try (Connection connection = dataSource().getConnection()) {
      if (connection.isValid(CONNECT_SECONDS)) {
        return this;
      }
      throw new PlainException("The database at " + url + " does not answer.");
    } catch (SQLException e) {
      throw new PlainException("Cannot use the database at " + url + ": " + e.getMessage());
    }
  }

  /**
   * This address, once it is known that its database keeps what it has acknowledged; Onsale does
   * not sell on one that may forget.
   */
  DatabaseAddress durable() {
    var broken = new ArrayList<String>();
    try (Connection connection = dataSource().getConnection();
        var statement = connection.createStatement()) {
      for (String promise : PROMISES) {
        try (var row = statement.executeQuery("SHOW " + promise)) {
          if (row.next() && row.getString(1).equals("off")) {
            broken.add(promise);
          }
        }
      }
    } catch (SQLException e) {
      throw new PlainException("Cannot use the database at " + url + ": " + e.getMessage());
    }
    if (!broken.isEmpty()) {
      throw new PlainException(
          "This database may forget sales after a crash: it runs with "
              + String.join(" and ", broken.stream().map(name -> name + " = off").toList())
              + ". Onsale does not sell on it. Turn "
              + (broken.size() == 1 ? "it" : "them")
              + " on and start again.");
    }
    return this;
  }
}
