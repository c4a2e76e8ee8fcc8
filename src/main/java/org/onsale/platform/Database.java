package org.onsale.platform;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.postgres.PostgresPlugin;

/**
 * The way to the database: {@link #jdbi} for SQL in text blocks, {@link #dataSource} for bare JDBC.
 *
 * <p>Rows become records without registration: column {@code starts_at} goes to the component
 * {@code startsAt}. No statement runs longer than {@link #STATEMENT_LIMIT}.
 */
@Singleton
public final class Database {

  /** After this long PostgreSQL is asked to cancel a statement. */
  public static final Duration STATEMENT_LIMIT = Duration.ofSeconds(30);

  private final DataSource dataSource;
  private final Jdbi jdbi;

  @Inject
  public Database(DataSource dataSource) {
    this.dataSource = dataSource;
    this.jdbi = Jdbi.create(dataSource).installPlugin(new PostgresPlugin());
    jdbi.registerRowMapper(Database::recordMapper);
    jdbi.getConfig(SqlStatements.class)
        .setQueryTimeout(Math.toIntExact(STATEMENT_LIMIT.toSeconds()));
  }

  public DataSource dataSource() {
    return dataSource;
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  private static Optional<RowMapper<?>> recordMapper(Type type, ConfigRegistry config) {
    return type instanceof Class<?> record && record.isRecord()
        ? Optional.of(ConstructorMapper.of(record))
        : Optional.empty();
  }
}
