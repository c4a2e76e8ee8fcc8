package org.onsale.api;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.onsale.platform.Busy;

/** Waits for the ledger on a virtual thread. */
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
      if (e.getCause() instanceof Busy busy) {
        throw busy;
      }
      LOG.error("The ledger could not answer", e.getCause());
      throw new Busy("the ledger cannot answer");
    } catch (TimeoutException e) {
      throw new Busy("the ledger takes too long");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Busy("interrupted");
    }
  }
}
