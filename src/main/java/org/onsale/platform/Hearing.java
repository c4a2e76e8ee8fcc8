package org.onsale.platform;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.SharedState.Listener;

/**
 * One listener and what waits for it. A listener that is too slow is not buffered for without end:
 * past the limit all that waits is dropped and it is told that it has missed messages.
 */
final class Hearing {
  private static final Logger LOG = Logger.getLogger(Hearing.class);
  static final int MOST_WAITING = 4_096;
  private static final int MOST_WAITING_BYTES = 16 * 1024 * 1024;

  private final Listener listener;
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private int waitingBytes;
  private boolean whole;
  private boolean delivering;
  private boolean closed;

  private record Waiting(Consumer<Listener> call, int bytes) {}

  Hearing(Listener listener) {
    this.listener = listener;
  }

  synchronized void message(byte[] message) {
    if (!whole) {
      return;
    }
    if (waiting.size() >= MOST_WAITING || waitingBytes + message.length > MOST_WAITING_BYTES) {
      missed();
      return;
    }
    add(new Waiting(hearer -> hearer.heard(message), message.length));
  }

  /** Tells the listener of the line when it does not know yet. */
  synchronized void line(boolean nowWhole) {
    if (whole != nowWhole) {
      whole = nowWhole;
      add(new Waiting(nowWhole ? Listener::restored : Listener::lost, 0));
    }
  }

  /** What waits is of no use to a listener that is to forget everything. */
  synchronized void missed() {
    if (whole) {
      waiting.clear();
      waitingBytes = 0;
      add(new Waiting(Listener::restored, 0));
    }
  }

  synchronized void close() {
    closed = true;
    waiting.clear();
  }

  private void add(Waiting next) {
    if (closed) {
      return;
    }
    waiting.add(next);
    waitingBytes += next.bytes;
    if (!delivering) {
      delivering = true;
      Thread.ofVirtual().name("shared-state-listener").start(this::deliver);
    }
  }

  private void deliver() {
    for (Waiting next = next(); next != null; next = next()) {
      try {
        next.call.accept(listener);
      } catch (RuntimeException e) {
        LOG.error("A listener of the shared state failed", e);
      }
    }
  }

  private synchronized @Nullable Waiting next() {
    Waiting next = waiting.poll();
    if (next == null) {
      delivering = false;
      return null;
    }
    waitingBytes -= next.bytes;
    return next;
  }
}
