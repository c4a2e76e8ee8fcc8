package org.onsale.inventory;

import java.util.UUID;

/**
 * A state as it was at a version, for a snapshot: taken by the batch's thread in a moment, packed
 * and saved by another one while the sale goes on.
 *
 * @param plain see {@link SnapshotCodec#plain}
 */
record StateCopy(long version, UUID batch, byte[] plain) {
  static StateCopy of(EventState state) {
    return new StateCopy(state.version(), state.batch(), SnapshotCodec.plain(state));
  }

  byte[] packed() {
    return SnapshotCodec.deflate(plain);
  }
}
