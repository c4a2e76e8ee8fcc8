package org.onsale.platform;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * Waits for what others do, on threads of their own: how soon they do it is not a test's to say.
 */
public final class Eventually {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);

  private Eventually() {}

  public static ConditionFactory eventually() {
    return Awaitility.await()
        .pollInSameThread()
        .dontCatchUncaughtExceptions()
        .pollDelay(Duration.ZERO)
        .pollInterval(LOOK_EVERY)
        .atMost(LIMIT);
  }
}
