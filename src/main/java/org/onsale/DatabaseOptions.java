package org.onsale;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.EmbeddedPostgres;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which data and which database a command works on. */
final class DatabaseOptions {

  /** Where the password of {@code --db-url} comes from: never from the command line. */
  static final String PASSWORD_VARIABLE = "ONSALE_DB_PASSWORD";

  private static final String URL_START = "jdbc:postgresql://";

  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "where Onsale keeps its data (./data)")
  @Nullable String data;

  @Option(
      names = "--db-url",
      paramLabel = "URL",
      description = "a PostgreSQL of your own: jdbc:postgresql://host:port/database")
  @Nullable String url;

  @Option(
      names = "--db-user",
      paramLabel = "NAME",
      description =
          "its user; the password comes from the environment variable " + PASSWORD_VARIABLE)
  @Nullable String user;

  /** Refuses what cannot be, in plain sentences. */
  void validate() {
    if (url == null) {
      if (user != null) {
        throw refused("--db-user belongs to --db-url, which is missing.");
      }
      return;
    }
    if (!jdbcUrl(url).startsWith(URL_START)) {
      throw refused("--db-url must look like jdbc:postgresql://host:port/database, not: " + url);
    }
    if (url.contains("@")) {
      throw refused(
          "Give the user of the database by --db-user and its password by the environment variable "
              + PASSWORD_VARIABLE
              + ", not in --db-url.");
    }
    if (user == null) {
      throw refused("--db-url needs --db-user, the user of the database.");
    }
  }

  /** The folder of everything that Onsale keeps outside of the database, made when missing. */
  Path dataFolder() {
    Path folder =
        data != null
            ? Path.of(data)
            : Path.of(System.getProperty("onsale.home", "")).resolve("data");
    Path absolute = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(absolute);
    } catch (java.io.IOException e) {
      throw new PlainException(
          "The data folder " + absolute + " cannot be made: " + e.getMessage());
    }
    return absolute;
  }

  /** Where the embedded PostgreSQL lives. */
  Path postgresqlFolder() {
    return dataFolder().resolve("postgresql");
  }

  /** The database of {@code --db-url}, if given. */
  Optional<DatabaseAddress> external() {
    if (url == null || user == null) {
      return Optional.empty();
    }
    String password = System.getenv().getOrDefault(PASSWORD_VARIABLE, "");
    return Optional.of(new DatabaseAddress(jdbcUrl(url), user, password));
  }

  /**
   * A connection's worth of a database for a short command: the one of {@code --db-url}, else that
   * of the Onsale that runs on the data folder, else the embedded PostgreSQL, started for the
   * moment.
   */
  OpenDatabase open() {
    validate();
    Optional<DatabaseAddress> external = external();
    if (external.isPresent()) {
      return new OpenDatabase(external.get().checked(), null);
    }
    Path folder = postgresqlFolder();
    Optional<EmbeddedPostgres.Server> running = EmbeddedPostgres.running(folder);
    if (running.isPresent()) {
      return new OpenDatabase(DatabaseAddress.of(running.get()), null);
    }
    if (!Files.exists(folder.resolve("data"))) {
      throw new PlainException(
          "There is no data in " + dataFolder() + " yet. Start Onsale first: ./onsale run");
    }
    EmbeddedPostgres postgres = EmbeddedPostgres.start(folder);
    return new OpenDatabase(DatabaseAddress.created(postgres.server()), postgres);
  }

  private static String jdbcUrl(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    return lower.startsWith("postgresql://") || lower.startsWith("postgres://")
        ? URL_START + url.substring(url.indexOf("://") + 3)
        : url;
  }

  ParameterException refused(String sentence) {
    if (spec == null) {
      throw new IllegalStateException("not parsed");
    }
    return new ParameterException(spec.commandLine(), sentence);
  }
}
