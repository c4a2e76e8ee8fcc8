package org.onsale.inventory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sale played from one seed: some nodes, their database, buyers who ask twice and late, a clock
 * that stands, leaps and goes back, and whatever can break. Every choice comes from the seed, so a
 * seed is a complete report of a fault.
 *
 * <p>Simulated are threads, clocks and the database; the ledger, the decider, the fold, group
 * commit and snapshots are those of production.
 */
final class Simulation {

  /** What is taken away. */
  record Setup(Guards guards, SimulatedStore.Database database) {
    static final Setup SOUND = new Setup(Guards.ALL, SimulatedStore.Database.SOUND);
  }

  /** What can befall a sale. */
  enum Fault {
    LINE_CUT,
    NODE_KILLED,
    NODE_FROZEN,
    DATABASE_STOPPED,
    FAIL_OVER,
    CLOCK_SET_BACK
  }

  /**
   * @param acknowledgedAndLost answers that a fail-over made untrue, which nothing can help
   * @param trace empty unless asked for
   */
  record Result(
      long seed,
      List<Promises.Broken> broken,
      long steps,
      long changes,
      Map<Fault, Integer> faults,
      long acknowledgedAndLost,
      List<String> trace) {

    boolean broke(Promise promise) {
      return broken.stream().anyMatch(one -> one.promise() == promise);
    }
  }

  private static final int REQUESTS = 60;
  private static final int MAX_STEPS = 20_000;
  private static final int MAX_FROZEN = 60;
  private static final int SNAPSHOT_EVERY = 6;
  private static final int CLOSED_FOR_STEPS = 20;

  /** A request, and how often it may still be asked. */
  private record Wish(Command<?> command, int left) {}

  private final long seed;
  private final Setup setup;
  private final SplittableRandom random;
  private final Trace trace;
  private final Scheduler scheduler = new Scheduler();
  private final Promises promises;
  private final SimulatedStore store;
  private final Buyers buyers;
  private final Pace pace;
  private final List<Node> nodes = new ArrayList<>();
  private final long[] frozenUntil;
  private final ArrayDeque<Wish> wishes = new ArrayDeque<>();
  private final EnumMap<Fault, Integer> faults = new EnumMap<>(Fault.class);
  private final int faultsInThousand;
  private int incarnations;
  private int asked;
  private long collisions;
  private long steps;

  private Simulation(long seed, Setup setup, boolean traced) {
    this.seed = seed;
    this.setup = setup;
    this.random = new SplittableRandom(seed);
    this.trace = new Trace(traced);
    this.promises = new Promises(trace);
    this.store = new SimulatedStore(scheduler, random.split(), setup.database(), promises, trace);
    this.buyers = new Buyers(random.split());
    this.pace =
        new Pace(
            () -> steps * Duration.ofSeconds(5).toNanos() / CLOSED_FOR_STEPS,
            pause -> scheduler.pause(),
            Runnable::run,
            SNAPSHOT_EVERY);
    this.faultsInThousand = new int[] {0, 10, 30, 80}[random.nextInt(4)];
    this.frozenUntil = new long[1 + random.nextInt(4)];
    for (int i = 0; i < frozenUntil.length; i++) {
      nodes.add(boot());
    }
  }

  /** Plays a seed to its end. */
  static Result play(long seed, Setup setup, boolean traced) {
    return new Simulation(seed, setup, traced).play();
  }

  private Result play() {
    store.calm(true);
    ask(nodes.getFirst(), new Wish(Buyers.publish(), 1));
    finish();
    store.calm(faultsInThousand == 0);
    while (asked < REQUESTS && isGoingOn()) {
      somethingHappens();
    }
    settle();
    return new Result(
        seed,
        promises.broken(),
        steps,
        store.version(),
        faults,
        promises.acknowledgedAndLost(),
        trace.lines());
  }

  private Node boot() {
    incarnations++;
    return new Node("node" + incarnations, store, scheduler, setup.guards(), pace, this::tell);
  }

  /** Most of what a node tells arrives, in its order; the rest is lost. */
  private void tell(Node teller, News news) {
    for (Node node : nodes) {
      if (node != teller && random.nextInt(5) > 0) {
        trace.say(node.name(), "hears of", trace.name(batch(news)), "from", teller.name());
        node.hear(news);
      }
    }
  }

  private static UUID batch(News news) {
    return switch (news) {
      case Delta delta -> delta.batch();
      case Kept kept -> kept.batch();
    };
  }

  private boolean isGoingOn() {
    if (steps > MAX_STEPS) {
      promises.broke(Promise.ENDS, "the sale does not end");
    }
    return promises.broken().stream().noneMatch(one -> one.promise() == Promise.ENDS);
  }

  private void somethingHappens() {
    steps++;
    int dice = random.nextInt(1_000);
    if (dice < faultsInThousand) {
      breakSomething();
    } else if (dice < 230) {
      askSomething();
    } else if (dice < 280) {
      store.moveClock(Duration.ofMillis(random.nextInt(random.nextInt(10) == 0 ? 60_000 : 3_000)));
    } else if (dice < 300) {
      repair();
    } else {
      stepSomebody();
    }
  }

  private void stepSomebody() {
    List<Scheduler.Fiber> ready =
        scheduler.fibers().stream().filter(fiber -> fiber.isReady() && !isFrozen(fiber)).toList();
    if (ready.isEmpty()) {
      repair();
    } else {
      scheduler.step(ready.get(random.nextInt(ready.size())));
    }
  }

  private boolean isFrozen(Scheduler.Fiber fiber) {
    for (int i = 0; i < frozenUntil.length; i++) {
      if (nodes.get(i).name().equals(fiber.owner())) {
        return steps < frozenUntil[i];
      }
    }
    return false;
  }

  /** What time heals: servers start again and notice who is gone. */
  private void repair() {
    if (store.isDown()) {
      store.start();
    } else if (!store.endOneDetached() && random.nextInt(4) == 0) {
      store.breakOneThatWaits();
    }
  }

  private void breakSomething() {
    Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
    faults.merge(fault, 1, Integer::sum);
    int victim = random.nextInt(nodes.size());
    switch (fault) {
      case LINE_CUT -> store.breakOne();
      case NODE_KILLED -> kill(victim);
      case NODE_FROZEN -> {
        trace.say(nodes.get(victim).name(), "freezes");
        frozenUntil[victim] = steps + random.nextInt(MAX_FROZEN);
      }
      case DATABASE_STOPPED -> store.stop();
      case FAIL_OVER -> {
        store.failOver();
        store.moveClock(Duration.ofSeconds(random.nextInt(20) - 15));
      }
      case CLOCK_SET_BACK -> store.moveClock(Duration.ofSeconds(-random.nextInt(120)));
    }
  }

  private void kill(int victim) {
    Node node = nodes.get(victim);
    trace.say(node.name(), "is killed");
    collisions += node.ledger().collisions();
    nodes.set(victim, boot());
    store.lose(node.name());
    scheduler.kill(node.name());
    frozenUntil[victim] = 0;
  }

  private void askSomething() {
    Node node = nodes.get(random.nextInt(nodes.size()));
    if (!wishes.isEmpty() && random.nextInt(3) == 0) {
      ask(node, wishes.remove());
    } else {
      asked++;
      ask(node, new Wish(buyers.next(), 3));
    }
  }

  private void ask(Node node, Wish wish) {
    Request request = Node.request(wish.command());
    trace.say(node.name(), "is asked", wish.command());
    var ignored =
        node.ask(request)
            .whenComplete(
                (outcome, failure) -> {
                  boolean alive = nodes.contains(node);
                  if (alive) {
                    told(node, request, outcome, failure);
                  }
                  // The answer may be lost on its way, and people click twice.
                  boolean again = !alive || failure != null || random.nextInt(6) == 0;
                  if (again && wish.left() > 1) {
                    wishes.add(new Wish(wish.command(), wish.left() - 1));
                  }
                });
  }

  private void told(
      Node node, Request request, @Nullable Object outcome, @Nullable Throwable failure) {
    if (failure == null) {
      promises.answered(node.run(), request, Objects.requireNonNull(outcome));
      return;
    }
    trace.say(node.name(), "fails", request.command(), "with", failure);
    promises.failed(node.run(), request, failure);
  }

  /** The storm is over: everybody is answered, all holds run out, and all nodes look. */
  private void settle() {
    store.calm(true);
    Arrays.fill(frozenUntil, 0);
    while (!wishes.isEmpty()) {
      ask(nodes.get(random.nextInt(nodes.size())), wishes.remove());
    }
    finish();
    wishes.clear();
    store.moveClock(Duration.ofDays(1));
    ask(nodes.getFirst(), new Wish(new Command.Sweep(), 1));
    finish();
    for (Node node : nodes) {
      ask(node, new Wish(new Command.Look(), 1));
      finish();
      collisions += node.ledger().collisions();
    }
    if (collisions > 0) {
      promises.broke(Promise.NO_COLLISION, "a version was taken, " + collisions + " times");
    }
    nodes.forEach(node -> scheduler.kill(node.name()));
    promises.settled(store.log(), nodes);
  }

  /** Runs all threads to their end. */
  private void finish() {
    while (!scheduler.fibers().isEmpty() && isGoingOn()) {
      steps++;
      stepSomebody();
    }
  }
}
