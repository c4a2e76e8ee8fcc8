package org.onsale;

import org.jspecify.annotations.Nullable;
import org.onsale.platform.EmbeddedPostgres;

/** A database that a short command may use until it closes it. */
record OpenDatabase(DatabaseAddress address, @Nullable EmbeddedPostgres started)
    implements AutoCloseable {

  @Override
  public void close() {
    if (started != null) {
      started.close();
    }
  }
}
