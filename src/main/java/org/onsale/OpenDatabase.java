package org.onsale;

import org.jspecify.annotations.Nullable;
import org.onsale.platform.Database;
import org.onsale.platform.EmbeddedPostgres;

/** A database that a short command may use until it closes it. */
record OpenDatabase(DatabaseAddress address, @Nullable EmbeddedPostgres started)
    implements AutoCloseable {

  /**
   * Its schema brought to this build's, which changes nothing while an Onsale of the build runs.
   */
  Database migrated() {
    address.migrate();
    return new Database(address.dataSource());
  }

  @Override
  public void close() {
    if (started != null) {
      started.close();
    }
  }
}
