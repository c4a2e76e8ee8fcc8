package org.onsale.api;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;

/**
 * Bytes that are written to many connections as they are. They are off the heap, where the network
 * takes them without a copy; each write has a counted view of its own, which frees nothing; and the
 * bytes go when the last view is gone, however a connection ends.
 */
final class SharedBytes {
  private SharedBytes() {}

  static ByteBuffer of(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer bytes = ByteBuffer.allocateDirect(length);
    for (byte[] part : parts) {
      bytes.put(part);
    }
    return bytes.flip().asReadOnlyBuffer();
  }

  /** For one write. */
  static Buffer view(ByteBuffer bytes) {
    return Buffer.buffer(Unpooled.wrappedBuffer(bytes.duplicate()));
  }
}
