package org.onsale.inventory;

import org.jspecify.annotations.Nullable;
import org.onsale.platform.EventId;

/**
 * What a node tells the others of a batch: first a {@link Delta}, what it is about to write, and
 * once that is committed, that it is {@link Kept}. All of it may be lost, late or repeated.
 */
sealed interface News permits Delta, Kept {
  EventId event();

  byte[] encode();

  /** Null when it is of another format, or by a node that knows more kinds of change. */
  static @Nullable News decode(byte[] bytes) {
    if (bytes.length == 0) {
      return null;
    }
    return switch (bytes[0]) {
      case Delta.FORMAT -> Delta.decode(bytes);
      case Kept.FORMAT -> Kept.decode(bytes);
      default -> null;
    };
  }
}
