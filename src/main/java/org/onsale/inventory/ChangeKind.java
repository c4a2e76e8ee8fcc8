package org.onsale.inventory;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a change does; the column {@code kind} has the name in lower case. */
public enum ChangeKind {
  CONFIGURE,
  HOLD,
  REPLACE,
  /** By an order; once more by the same order when it may be paid later than it was to be. */
  CLAIM,
  RELEASE,
  EXPIRE,
  CONFIRM,
  CANCEL,
  BLOCK,
  UNBLOCK,
  /** Some of what a hold has is free again, and the rest stays sold. */
  RETURN;

  private final String column = name().toLowerCase(Locale.ROOT);

  public String column() {
    return column;
  }

  /** Null when this node is too old to know the kind. */
  static @Nullable ChangeKind of(String column) {
    for (ChangeKind kind : values()) {
      if (kind.column.equals(column)) {
        return kind;
      }
    }
    return null;
  }
}
