package org.onsale.api;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;
import org.onsale.platform.Busy;
import org.onsale.platform.Waiting;

/** Waits for the ledger: on a virtual thread, or by going on when the answer is there. */
final class Answers {
  private static final Logger LOG = Logger.getLogger(Answers.class);
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private Answers() {}

  /**
   * @throws Busy when the database cannot be had or takes too long: the client comes again with the
   *     same ids
   */
  static <A> A await(CompletionStage<A> answer) {
    return Waiting.await(orBusy(answer), LIMIT);
  }

  /**
   * For who does not wait: fails with {@link Busy} where the ledger cannot answer. It needs no
   * limit of its own: the queue lets nobody grow old, and the batch's transaction has its limits.
   */
  static <A> CompletionStage<A> orBusy(CompletionStage<A> answer) {
    return answer.exceptionallyCompose(failure -> CompletableFuture.failedFuture(busy(failure)));
  }

  private static Busy busy(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof Busy busy) {
      return busy;
    }
    LOG.error("The ledger could not answer", cause);
    return new Busy("the ledger cannot answer");
  }
}
