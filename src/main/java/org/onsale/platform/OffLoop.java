package org.onsale.platform;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Where work that may wait goes when it comes up on an event loop, which must never wait: to a
 * virtual thread of its own.
 */
public final class OffLoop {
  private static final Executor VIRTUAL = task -> Thread.ofVirtual().name("off-loop").start(task);

  private OffLoop() {}

  /** The stage fails with what the work throws. */
  public static <A> CompletionStage<A> call(Supplier<A> work) {
    return CompletableFuture.supplyAsync(work, VIRTUAL);
  }
}
