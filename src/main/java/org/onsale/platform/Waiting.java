package org.onsale.platform;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Waits on a virtual thread: for an answer, for a turn, for time to pass. */
public final class Waiting {
  private static final Logger LOG = Logger.getLogger(Waiting.class);

  private Waiting() {}

  /**
   * Lets time pass before the next look.
   *
   * @throws Busy when the thread is to stop
   */
  public static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Busy("interrupted");
    }
  }

  /**
   * Takes a turn at what only a few do at once; whoever has it releases it.
   *
   * @param many what there is too much of when nobody is done in time
   * @throws Busy then, and when the thread is to stop: no turn was taken
   */
  public static void turn(Semaphore turns, Duration limit, String many) {
    try {
      if (!turns.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Busy(many);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Busy("interrupted");
    }
  }

  /**
   * @throws Busy when the database cannot be had or takes too long: the caller comes again with the
   *     same ids
   */
  public static <A> A await(CompletionStage<A> answer, Duration limit) {
    try {
      return answer.toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      LOG.warn("There is no answer", e.getCause());
      throw new Busy("the database cannot be had");
    } catch (TimeoutException e) {
      throw new Busy("the database takes too long");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Busy("interrupted");
    }
  }
}
