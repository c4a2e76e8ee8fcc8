package org.onsale.platform;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * What load balancers ask: {@code /health/live} answers as long as the process does, {@code
 * /health/ready} says 503 while the database cannot be reached. However many ask, the database is
 * asked once at a time, and not again for a moment.
 */
@Singleton
public final class Health {
  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final Duration REMEMBERED = Duration.ofMillis(500);

  private final Database database;
  private final Answers answers;
  private final boolean node;
  private volatile boolean open;
  private final AtomicReference<@Nullable Check> last = new AtomicReference<@Nullable Check>();

  private record Check(long startedAt, CompletableFuture<Boolean> ready) {
    boolean isRecent() {
      return !ready.isDone() || System.nanoTime() - startedAt < REMEMBERED.toNanos();
    }
  }

  @Inject
  Health(
      Database database,
      Answers answers,
      @ConfigProperty(name = "onsale.node", defaultValue = "false") boolean node) {
    this.node = node;
    this.database = database;
    this.answers = answers;
  }

  /** One of several nodes is not ready before this is called: it may still have to load a demo. */
  public void open() {
    open = true;
  }

  void register(@Observes Router router) {
    router.get("/health/live").handler(Health::up);
    router.get("/health/ready").handler(this::ready);
  }

  private static void up(RoutingContext context) {
    context
        .response()
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end("{\"status\":\"up\"}");
  }

  private void ready(RoutingContext context) {
    var vertxContext = context.vertx().getOrCreateContext();
    var ignored =
        check()
            .copy()
            .completeOnTimeout(false, LIMIT.toMillis(), TimeUnit.MILLISECONDS)
            .thenAccept(
                ready ->
                    vertxContext.runOnContext(
                        now -> {
                          if (ready) {
                            up(context);
                          } else {
                            answers.send(context, Problem.busy());
                          }
                        }));
  }

  private CompletableFuture<Boolean> check() {
    Check known = last.get();
    if (node && !open) {
      return CompletableFuture.completedFuture(false);
    }
    if (known != null && known.isRecent()) {
      return known.ready;
    }
    var fresh = new Check(System.nanoTime(), new CompletableFuture<>());
    if (!last.compareAndSet(known, fresh)) {
      return check();
    }
    Thread.ofVirtual().name("health").start(() -> fresh.ready.complete(databaseAnswers()));
    return fresh.ready;
  }

  private boolean databaseAnswers() {
    try (Connection connection = database.dataSource().getConnection()) {
      return connection.isValid(Math.toIntExact(LIMIT.toSeconds()));
    } catch (SQLException e) {
      return false;
    }
  }
}
