package org.onsale.platform;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the requests for one key that arrive while a batch is under way and runs them as the next
 * batch, so that many share one transaction.
 *
 * <p>There is no timer, and a lone request starts at once; under load batches grow by themselves
 * (group commit: DeWitt et al., "Implementation Techniques for Main Memory Database Systems",
 * SIGMOD 1984). Each key has at most one batch under way; different keys run side by side.
 *
 * <p>A batch that fails by one request's fault (SQLSTATE class 22 or 23, or an exception of the
 * code that carries it out) is rerun in halves until the request at fault is alone, so strangers
 * never pay for one bad row. Any other failure, and {@link Busy}, fails the whole batch.
 *
 * <p>Answers are completed on the batch's thread: what hangs on them must not block, least of all
 * for another answer of the same key.
 *
 * @param <K> what is batched by, such as an event
 * @param <Q> a request
 * @param <A> its answer
 */
public final class GroupCommit<K, Q, A> {

  /** Runs one batch: completes every rider, or throws and leaves all as they were. */
  @FunctionalInterface
  public interface Batch<K, Q, A> {
    void run(K key, List<Rider<Q, A>> riders) throws SQLException;
  }

  /** A request with the promise of its answer. */
  public record Rider<Q, A>(Q request, CompletableFuture<A> answer, long since) {
    public Rider(Q request, CompletableFuture<A> answer) {
      this(request, answer, System.nanoTime());
    }
  }

  /** Who has waited so long in the queue is told to come again: its client has given up. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  /**
   * So long after the beginning of a batch of many does the next one begin: most of what a batch
   * costs it costs once, and without a pause a key that is busy, but not at its limit, would fill
   * the machine with small ones.
   */
  private static final long APART_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private static final int MANY = 16;

  /** So many queues of one key's length may be full together. */
  private static final int KEYS_FULL = 4;

  private final Executor executor;
  private final int maxQueued;
  private final int maxBatch;
  private final Batch<K, Q, A> batch;
  private final ConcurrentHashMap<K, Queue> queues = new ConcurrentHashMap<>();
  private final AtomicInteger queued = new AtomicInteger();

  /**
   * @param executor see {@link #threads}
   * @param maxQueued requests that may wait for one key, and {@link #KEYS_FULL} times as many for
   *     all; one more is refused at once with {@link Busy}
   * @param maxBatch requests that share one transaction at most
   */
  public GroupCommit(Executor executor, int maxQueued, int maxBatch, Batch<K, Q, A> batch) {
    this.executor = executor;
    this.maxQueued = maxQueued;
    this.maxBatch = maxBatch;
    this.batch = batch;
  }

  /**
   * Threads for batches: as many are under way at once, over all keys, as there are threads, and no
   * more than there should be connections. Platform threads: a batch waits for the database three
   * times, and a virtual one pays for each wait with two switches more.
   */
  public static ExecutorService threads(String name, int maxUnderWay) {
    return Executors.newFixedThreadPool(
        maxUnderWay, Thread.ofPlatform().daemon().name(name, 0).factory());
  }

  /** The answer comes when the batch of the request has committed; it fails with {@link Busy}. */
  public CompletionStage<A> submit(K key, Q request) {
    var rider = new Rider<Q, A>(request, new CompletableFuture<>());
    boolean[] start = new boolean[1];
    boolean[] full = new boolean[1];
    Queue queue =
        queues.compute(
            key,
            (k, existing) -> {
              Queue current = existing == null ? new Queue() : existing;
              if (current.waiting.size() >= maxQueued || queued.get() >= KEYS_FULL * maxQueued) {
                full[0] = true;
              } else {
                current.waiting.add(rider);
                queued.incrementAndGet();
                start[0] = !current.running;
                current.running = true;
              }
              return current;
            });
    if (full[0]) {
      return CompletableFuture.failedFuture(new Busy("too many requests wait for " + key));
    }
    if (start[0]) {
      start(key, queue);
    }
    return rider.answer;
  }

  private void start(K key, Queue queue) {
    try {
      executor.execute(() -> drain(key, queue));
    } catch (RejectedExecutionException e) {
      for (List<Rider<Q, A>> left = next(key, queue); left != null; left = next(key, queue)) {
        fail(left, new Busy("the server is stopping"));
      }
    }
  }

  /**
   * One batch, then to the end of the executor's queue when somebody waits there: a hot key leaves
   * the others their turns, and who comes while it waits joins the next batch.
   */
  private void drain(K key, Queue queue) {
    List<Rider<Q, A>> riders = next(key, queue);
    while (riders != null) {
      long begin = System.nanoTime();
      run(key, riders);
      if (!isAlone()) {
        start(key, queue);
        return;
      }
      if (riders.size() >= MANY) {
        LockSupport.parkNanos(APART_NANOS - (System.nanoTime() - begin));
      }
      riders = next(key, queue);
    }
  }

  /** Nobody else waits for a thread: to change it would only cost. */
  private boolean isAlone() {
    return executor instanceof ThreadPoolExecutor pool && pool.getQueue().isEmpty();
  }

  private @Nullable List<Rider<Q, A>> next(K key, Queue queue) {
    var taken = new ArrayList<Rider<Q, A>>();
    var late = new ArrayList<Rider<Q, A>>(0);
    queues.compute(
        key,
        (k, existing) -> {
          while (taken.size() < maxBatch && !queue.waiting.isEmpty()) {
            Rider<Q, A> rider = queue.waiting.remove();
            (isTooOld(rider) ? late : taken).add(rider);
          }
          if (taken.isEmpty()) {
            queue.running = false;
            return null;
          }
          return existing;
        });
    queued.addAndGet(-taken.size() - late.size());
    fail(late, new Busy("nobody had time for the request"));
    return taken.isEmpty() ? null : taken;
  }

  private static boolean isTooOld(Rider<?, ?> rider) {
    return System.nanoTime() - rider.since > PATIENCE_NANOS;
  }

  private void run(K key, List<Rider<Q, A>> riders) {
    try {
      batch.run(key, riders);
    } catch (SQLException | RuntimeException | Error e) {
      // Whoever has an answer has had it from a commit, and is not carried out a second time.
      List<Rider<Q, A>> left = riders.stream().filter(rider -> !rider.answer.isDone()).toList();
      if (left.size() > 1 && isOneRequestsFault(e)) {
        int half = left.size() / 2;
        run(key, left.subList(0, half));
        run(key, left.subList(half, left.size()));
      } else {
        fail(left, e);
      }
    }
    if (riders.stream().anyMatch(rider -> !rider.answer.isDone())) {
      fail(riders, new IllegalStateException("the batch left a request without an answer"));
    }
  }

  private static boolean isOneRequestsFault(Throwable failure) {
    return switch (failure) {
      case SQLException e ->
          e.getSQLState() != null
              && (e.getSQLState().startsWith("22") || e.getSQLState().startsWith("23"));
      case Busy busy -> false;
      default -> failure instanceof RuntimeException;
    };
  }

  private void fail(List<Rider<Q, A>> riders, Throwable cause) {
    for (Rider<Q, A> rider : riders) {
      rider.answer.completeExceptionally(cause);
    }
  }

  private final class Queue {
    final ArrayDeque<Rider<Q, A>> waiting = new ArrayDeque<>();
    boolean running;
  }
}
