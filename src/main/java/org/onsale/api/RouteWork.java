package org.onsale.api;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Busy;
import org.onsale.platform.OffLoop;
import org.onsale.platform.RouteAnswers;

/** The work of a route: what may have to wait is done off the event loop and answered on it. */
@Singleton
final class RouteWork {

  /** Requests that wait at once; more would only wait for the same. */
  private static final int LIMIT = 2_000;

  private final Vertx vertx;
  private final RouteAnswers answers;
  private final Semaphore places = new Semaphore(LIMIT);

  @Inject
  RouteWork(Vertx vertx, RouteAnswers answers) {
    this.vertx = vertx;
    this.answers = answers;
  }

  /**
   * @param work may block; what it throws is the answer
   * @param then on the event loop of the request
   */
  <A> void run(RoutingContext routing, Supplier<A> work, Consumer<A> then) {
    if (!places.tryAcquire()) {
      answers.fail(routing, new Busy("too many requests wait for events that are not in memory"));
      return;
    }
    Context context = vertx.getOrCreateContext();
    var ignored =
        OffLoop.call(work)
            .whenComplete(
                (done, failure) -> {
                  places.release();
                  context.runOnContext(back -> answer(routing, done, failure, then));
                });
  }

  private <A> void answer(
      RoutingContext routing, A done, @Nullable Throwable failure, Consumer<A> then) {
    if (failure == null) {
      orFail(routing, () -> then.accept(done));
    } else {
      answers.fail(routing, failure);
    }
  }

  /** Does what needs no waiting; what it throws is the answer. */
  void orFail(RoutingContext routing, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      answers.fail(routing, e);
    }
  }
}
