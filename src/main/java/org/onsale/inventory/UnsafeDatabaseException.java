package org.onsale.inventory;

import org.onsale.platform.Busy;

/** The database may forget what it has confirmed; nothing is sold on it. */
public final class UnsafeDatabaseException extends Busy {
  UnsafeDatabaseException(String setting) {
    super(
        "PostgreSQL runs with "
            + setting
            + " = off and may forget sales. Set it to on; Onsale does not sell on this database.");
  }
}
