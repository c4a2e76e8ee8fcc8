package org.onsale.prove;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Injects faults, each kind once in every round, in an order and after pauses that the seed tells.
 * They overlap as they come; only the database fails once at a time, and one node is always left.
 */
final class Faults {
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(3);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
  private static final Duration CUT_LIMIT = Duration.ofSeconds(5);

  private final Nodes nodes;
  private final Postgres postgres;
  private final @Nullable Redis redis;
  private final Journal journal;
  private final Clock clock;
  private final Random random;
  private final Semaphore database = new Semaphore(1);
  private final Semaphore cutting = new Semaphore(1);
  private final Semaphore redisAlone = new Semaphore(1);
  private final Semaphore spareNodes;
  private final List<Thread> underWay = new ArrayList<>();
  private final List<SetBack> setBacks = new CopyOnWriteArrayList<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final Map<Fault, Integer> counts =
      Collections.synchronizedMap(new EnumMap<>(Fault.class));

  Faults(
      Nodes nodes,
      Postgres postgres,
      @Nullable Redis redis,
      Journal journal,
      Clock clock,
      long seed) {
    this.nodes = nodes;
    this.postgres = postgres;
    this.redis = redis;
    this.journal = journal;
    this.clock = clock;
    this.random = new Random(seed);
    this.spareNodes = new Semaphore(nodes.all().size() - 1);
  }

  /** Blocks until {@code end}, and then until everything runs again. */
  void inject(Instant end) {
    Duration pause = Duration.between(clock.instant(), end).dividedBy(Fault.values().length + 1);
    pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    pause = pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause;
    Deque<Fault> round = new ArrayDeque<>();
    while (clock.instant().plus(pause).isBefore(end)) {
      Node.sleep(pause.multipliedBy(75 + random.nextInt(50)).dividedBy(100));
      if (round.isEmpty()) {
        round.addAll(round());
      }
      injectNext(round);
    }
    underWay.forEach(Faults::join);
  }

  private static void join(Thread fault) {
    try {
      fault.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private List<Fault> round() {
    List<Fault> round = new ArrayList<>(List.of(Fault.values()));
    if (redis == null) {
      round.removeIf(Fault::isOfRedis);
    }
    Collections.shuffle(round, random);
    return round;
  }

  /** The first that can be had now; those that cannot wait for their turn. */
  private void injectNext(Deque<Fault> round) {
    for (int i = 0; i < round.size(); i++) {
      Fault fault = round.removeFirst();
      Semaphore needed = needs(fault);
      if (needed.tryAcquire()) {
        var choice = new Random(random.nextLong());
        underWay.add(Thread.startVirtualThread(() -> inject(fault, needed, choice)));
        return;
      }
      round.addLast(fault);
    }
  }

  private Semaphore needs(Fault fault) {
    return switch (fault) {
      case NODE_KILLED, NODE_FROZEN -> spareNodes;
      case DATABASE_KILLED, DATABASE_SET_BACK -> database;
      case CUT_BEFORE_COMMIT, CUT_AFTER_COMMIT -> cutting;
      case REDIS_KILLED, REDIS_FLUSHED -> redisAlone;
    };
  }

  private void inject(Fault fault, Semaphore needed, Random choice) {
    try {
      boolean happened =
          switch (fault) {
            case NODE_KILLED -> killNode(choice);
            case NODE_FROZEN -> freezeNode(choice);
            case DATABASE_KILLED -> killDatabase(choice);
            case DATABASE_SET_BACK -> setDatabaseBack(choice);
            case CUT_BEFORE_COMMIT -> cut(CuttingProxy.Cut.BEFORE_THE_SERVER, fault);
            case CUT_AFTER_COMMIT -> cut(CuttingProxy.Cut.AFTER_THE_SERVER, fault);
            case REDIS_KILLED -> killRedis(choice);
            case REDIS_FLUSHED -> flushRedis();
          };
      if (happened) {
        counts.merge(fault, 1, Integer::sum);
      }
    } catch (RuntimeException | IOException e) {
      failures.add(fault + ": " + e);
      journal.say("the rehearsal itself has failed, at \"%s\": %s", fault, e);
    } finally {
      needed.release();
    }
  }

  private Node victim(Random choice) {
    return nodes.all().get(choice.nextInt(nodes.all().size()));
  }

  private boolean killNode(Random choice) {
    Node node = victim(choice);
    synchronized (node) {
      journal.say("%s: kill -9", node);
      node.kill();
      Node.sleep(Duration.ofMillis(500 + choice.nextInt(2_500)));
      node.start();
      journal.say("%s: is back", node);
    }
    return true;
  }

  private boolean freezeNode(Random choice) {
    Node node = victim(choice);
    Duration time = Stage.HOLD_TIME.plusMillis(1_000 + choice.nextInt(4_000));
    synchronized (node) {
      journal.say("%s: stopped for %.1f s", node, time.toMillis() / 1e3);
      node.freeze();
      Node.sleep(time);
      node.thaw();
      journal.say("%s: goes on", node);
    }
    return true;
  }

  private boolean killDatabase(Random choice) {
    journal.say("PostgreSQL: kill -9");
    postgres.crash();
    Node.sleep(Duration.ofMillis(200 + choice.nextInt(1_800)));
    postgres.recover();
    journal.say("PostgreSQL: is back");
    return true;
  }

  private boolean setDatabaseBack(Random choice) {
    journal.say("PostgreSQL: kill -9, and a copy is taken");
    Instant copied = postgres.copy();
    counts.merge(Fault.DATABASE_KILLED, 1, Integer::sum);
    journal.say("PostgreSQL: is back");
    Node.sleep(Duration.ofMillis(3_000 + choice.nextInt(4_000)));
    journal.say("PostgreSQL: kill -9, and the copy is put back under the running nodes");
    SetBack setBack = postgres.setBack(copied);
    setBacks.add(setBack);
    Totals lost = setBack.lost();
    journal.say(
        "PostgreSQL: is back without %d changes, %d orders, %d tickets, %d admissions,"
            + " %d refunds; the gateway remembers %d payments and refunds more",
        lost.changes(),
        lost.orders(),
        lost.tickets(),
        lost.admissions(),
        lost.refunds(),
        setBack.forgotten().size());
    return true;
  }

  /** False when nobody committed in time. */
  private boolean cut(CuttingProxy.Cut cut, Fault fault) {
    CuttingProxy proxy = postgres.proxy();
    proxy.cutNextCommit(cut);
    long deadline = System.nanoTime() + CUT_LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      if (!proxy.isCutDue()) {
        journal.say("%s", fault);
        return true;
      }
      Node.sleep(Duration.ofMillis(20));
    }
    return !proxy.cutNoMore();
  }

  private boolean killRedis(Random choice) throws IOException {
    Redis server = redis();
    journal.say("Redis: kill -9");
    server.kill();
    Node.sleep(Duration.ofMillis(500 + choice.nextInt(3_000)));
    server.restart();
    journal.say("Redis: is back, empty");
    return true;
  }

  private boolean flushRedis() throws IOException {
    journal.say("Redis: flushed");
    redis().flush();
    return true;
  }

  private Redis redis() {
    if (redis == null) {
      throw new IllegalStateException("there is no Redis");
    }
    return redis;
  }

  List<SetBack> setBacks() {
    return List.copyOf(setBacks);
  }

  /** Faults of the rehearsal itself, not of what it tries. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  Map<Fault, Integer> counts() {
    synchronized (counts) {
      return new EnumMap<>(counts);
    }
  }
}
