package org.onsale.platform;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A listener that writes down what it is told: the text of messages, and the line's state. */
final class Recorder implements SharedState.Listener {
  static final String LOST = "<lost>";
  static final String RESTORED = "<restored>";
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration MOMENT = Duration.ofMillis(100);

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  /** Listens, and has a line already. */
  static Recorder of(SharedState state, String channel) {
    var recorder = new Recorder();
    var forLife = state.subscribe(channel, recorder);
    recorder.expect(RESTORED);
    return recorder;
  }

  @Override
  public void heard(byte[] message) {
    told.add(new String(message, StandardCharsets.UTF_8));
  }

  @Override
  public void lost() {
    told.add(LOST);
  }

  @Override
  public void restored() {
    told.add(RESTORED);
  }

  String next() {
    String next = poll(LIMIT);
    if (next == null) {
      throw new AssertionError("nothing was told");
    }
    return next;
  }

  private @Nullable String poll(Duration limit) {
    try {
      return told.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  void expect(String wanted) {
    String next = next();
    if (!next.equals(wanted)) {
      throw new AssertionError("expected " + wanted + ", but was told " + next);
    }
  }

  /** Whether it is told this within a moment. */
  boolean hears(String wanted) {
    String next = poll(MOMENT);
    while (next != null && !next.equals(wanted)) {
      next = told.poll();
    }
    return next != null;
  }

  /** Passes over all that comes before. */
  void await(String wanted) {
    while (!next().equals(wanted)) {
      // Passed over.
    }
  }
}
