package org.onsale.inventory;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.EventId;

/**
 * A batch is committed.
 *
 * @param until the last version that it wrote
 */
record Kept(EventId event, long until, UUID batch) implements News {
  static final byte FORMAT = 3;

  private static final int BYTES = 1 + 4 * Long.BYTES;

  @Override
  public byte[] encode() {
    return ByteBuffer.allocate(BYTES)
        .put(FORMAT)
        .putLong(event.value())
        .putLong(until)
        .putLong(batch.getMostSignificantBits())
        .putLong(batch.getLeastSignificantBits())
        .array();
  }

  static @Nullable Kept decode(byte[] bytes) {
    if (bytes.length != BYTES) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, 1, BYTES - 1);
    return new Kept(new EventId(in.getLong()), in.getLong(), new UUID(in.getLong(), in.getLong()));
  }
}
