package org.onsale.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs many threads, but one at a time: whoever has the turn keeps it until it pauses, and the
 * simulation says who is next. So an interleaving is a list of choices, and a seed is enough to
 * have it again.
 */
final class Scheduler {

  /** Ends the thread of a node that was killed; no code of the ledger may take it for a failure. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;

    Killed() {
      super("killed", null, false, false);
    }
  }

  /** A thread that runs when it is given the turn. */
  static final class Fiber {
    private final String owner;
    private final Semaphore turn = new Semaphore(0);
    private BooleanSupplier ready = () -> true;
    private boolean killed;
    private boolean ended;

    private Fiber(String owner) {
      this.owner = owner;
    }

    String owner() {
      return owner;
    }

    boolean isReady() {
      return killed || ready.getAsBoolean();
    }
  }

  private final Semaphore back = new Semaphore(0);
  private final List<Fiber> fibers = new ArrayList<>();
  private @Nullable Fiber running;
  private @Nullable Throwable failure;

  /** Begins a thread, which does nothing before it is given the turn. */
  void start(String owner, Runnable work) {
    Fiber fiber = new Fiber(owner);
    fibers.add(fiber);
    var ignored = Thread.ofVirtual().start(() -> run(fiber, work));
  }

  private void run(Fiber fiber, Runnable work) {
    fiber.turn.acquireUninterruptibly();
    try {
      if (!fiber.killed) {
        work.run();
      }
    } catch (Killed e) {
      // As it should be.
    } catch (RuntimeException | Error e) {
      failure = e;
    } finally {
      fiber.ended = true;
      back.release();
    }
  }

  /** The threads that have something to do. */
  List<Fiber> fibers() {
    return fibers;
  }

  /** Gives the turn to a thread until it pauses or ends. */
  void step(Fiber fiber) {
    running = fiber;
    fiber.turn.release();
    back.acquireUninterruptibly();
    running = null;
    if (fiber.ended) {
      fibers.remove(fiber);
    }
    if (failure != null) {
      throw new IllegalStateException("a thread of the simulation failed", failure);
    }
  }

  /** Called by the thread that has the turn: anything may happen now. */
  void pause() {
    await(() -> true);
  }

  /** Called by the thread that has the turn, which goes on when it is given it and may. */
  void await(BooleanSupplier ready) {
    Fiber fiber = running;
    if (fiber == null) {
      throw new IllegalStateException("only a thread of the simulation can pause");
    }
    fiber.ready = ready;
    back.release();
    fiber.turn.acquireUninterruptibly();
    if (fiber.killed) {
      throw new Killed();
    }
  }

  /** Ends all threads of an owner where they stand. */
  void kill(String owner) {
    for (Fiber fiber : List.copyOf(fibers)) {
      if (fiber.owner.equals(owner)) {
        fiber.killed = true;
        while (!fiber.ended) {
          step(fiber);
        }
      }
    }
  }
}
