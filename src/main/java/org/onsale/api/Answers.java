package org.onsale.api;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.onsale.platform.Busy;

/** Waits for the ledger: on a virtual thread, or by going on when the answer is there. */
final class Answers {
  private static final Logger LOG = Logger.getLogger(Answers.class);
  private static final int LIMIT_SECONDS = 15;

  private Answers() {}

  /**
   * @throws Busy when the database cannot be had or takes too long: the client comes again with the
   *     same ids
   */
  static <A> A await(CompletionStage<A> answer) {
    try {
      return answer.toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw busy(Objects.requireNonNullElse(e.getCause(), e));
    } catch (TimeoutException e) {
      throw busy(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Busy("interrupted");
    }
  }

  /** The answer within the limit, for who does not wait. Fails with {@link Busy} as above. */
  static <A> CompletionStage<A> within(CompletionStage<A> answer) {
    return answer
        .toCompletableFuture()
        .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(busy(failure)));
  }

  private static Busy busy(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof Busy busy) {
      return busy;
    }
    if (cause instanceof TimeoutException) {
      return new Busy("the ledger takes too long");
    }
    LOG.error("The ledger could not answer", cause);
    return new Busy("the ledger cannot answer");
  }
}
