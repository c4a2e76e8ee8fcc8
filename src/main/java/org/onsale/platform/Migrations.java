package org.onsale.platform;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings a database to the schema of this build. Each module keeps its own migrations in {@code
 * db/<module>}; their versions begin with the module's number, so that folders never collide.
 */
public final class Migrations {

  private static final String[] MODULES = {
    "platform",
    "identity",
    "catalog",
    "seating",
    "inventory",
    "payments",
    "orders",
    "tickets",
    "checkin",
    "notifications",
    "demo",
    "allocations",
    "webhooks"
  };

  private Migrations() {}

  /** Applies what is missing; safe on several nodes at once (Flyway locks its history table). */
  public static void migrate(DataSource dataSource) {
    String[] locations = new String[MODULES.length];
    for (int i = 0; i < MODULES.length; i++) {
      locations[i] = "classpath:db/" + MODULES[i];
    }
    Flyway.configure()
        .dataSource(dataSource)
        .locations(locations)
        .outOfOrder(true)
        .load()
        .migrate();
  }
}
