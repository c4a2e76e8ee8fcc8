package org.onsale.api;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Gzip;

/**
 * Compresses, but never for more than a twentieth of one core: whatever a compression takes, the
 * next one comes after a rest of so many times that. An answer that changes a thousand times a
 * second then goes out plain most of the time, which is always allowed.
 */
final class GzipBudget {
  private static final int REST = 19;

  private final AtomicBoolean compressing = new AtomicBoolean();
  private volatile long restsUntil = System.nanoTime();

  /** Null when it must rest. */
  @Nullable ByteBuffer compress(ByteBuffer plain) {
    long begin = System.nanoTime();
    if (begin - restsUntil < 0 || !compressing.compareAndSet(false, true)) {
      return null;
    }
    try {
      return SharedBytes.of(gzip(plain));
    } finally {
      long end = System.nanoTime();
      restsUntil = end + REST * (end - begin);
      compressing.set(false);
    }
  }

  private static byte[] gzip(ByteBuffer plain) {
    byte[] bytes = new byte[plain.remaining()];
    plain.duplicate().get(bytes);
    return Gzip.quick(bytes);
  }
}
