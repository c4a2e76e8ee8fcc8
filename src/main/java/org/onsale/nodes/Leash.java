package org.onsale.nodes;

import java.io.IOException;
import java.time.Duration;

/**
 * What a node's life hangs on: its standard input, which its launcher holds and which ends when the
 * launcher does, however it does.
 */
public final class Leash {
  private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(15);

  private Leash() {}

  /** From now on this process ends with its launcher: in order, or after a while without. */
  public static void put() {
    Thread.ofPlatform().daemon().name("leash").start(Leash::follow);
  }

  private static void follow() {
    try {
      while (System.in.read() >= 0) {
        // The launcher says nothing; what counts is that it is there.
      }
    } catch (IOException e) {
      // As good as the end.
    }
    Thread.ofPlatform().daemon().name("leash-exit").start(() -> System.exit(0));
    try {
      Thread.sleep(SHUTDOWN_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }
}
