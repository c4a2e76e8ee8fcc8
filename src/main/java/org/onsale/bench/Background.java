package org.onsale.bench;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** An open loop on a thread of its own, beside what is measured, until it is closed. */
final class Background implements AutoCloseable {
  private final CompletableFuture<LoadGenerator.Result> running;
  private volatile boolean stopped;

  Background(int port, double perSecond, Supplier<Dialogue> clients) {
    Arrivals arrivals =
        (begun, elapsed) -> stopped ? Arrivals.OVER : (long) (begun * 1e9 / perSecond);
    LoadGenerator generator = new LoadGenerator(port, Rounds.OPEN_CONNECTIONS);
    running =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return generator.run(arrivals, clients);
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            },
            task -> Thread.ofPlatform().daemon().name("background").start(task));
  }

  /** Lets those under way end; fails when one of them was answered wrongly. */
  @Override
  public void close() {
    stopped = true;
    running.join();
  }
}
