package org.onsale.inventory;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.EventId;
import org.onsale.platform.GroupCommit;
import org.onsale.platform.InProcessState;
import org.onsale.platform.Participant;
import org.onsale.platform.Ride;
import org.onsale.platform.SharedState;

/** The ledgers of all events, as this node sees and writes them. */
@Singleton
public final class Inventory implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Inventory.class);

  private static final int MAX_QUEUED = 20_000;

  /** Most of an onsale loses, and a no costs a batch next to nothing. */
  private static final int MAX_BATCH = 2_048;

  private static final int MAX_UNDER_WAY = 16;
  private static final Duration TICK = Duration.ofMillis(200);
  private static final Duration SWEEP = Duration.ofMillis(400);

  /** Often enough that what a quiet event shows is always known to be fresh. */
  private static final Duration NOTICE = Duration.ofMillis(400);

  private static final Duration IDLE_CHECK = Duration.ofSeconds(30);

  /** An event that nobody has asked about for so long leaves the memory, and comes back cold. */
  static final Duration IDLE = Duration.ofMinutes(10);

  /** Where nodes tell each other what they write. */
  private static final String NEWS = "inventory:news";

  private final LedgerStore store;
  private final SharedState shared;
  private final List<Participant> participants;
  private final Clock clock;
  private final Guards guards;
  private final ConcurrentHashMap<EventId, EventLedger> ledgers = new ConcurrentHashMap<>();
  private final ExecutorService executor = GroupCommit.threads("batches-", MAX_UNDER_WAY);
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(
          2, Thread.ofPlatform().daemon().name("ledger-", 0).factory());
  private final GroupCommit<EventId, Request, Object> commits;
  private final SharedState.Subscription news;

  @Inject
  Inventory(
      DataSource dataSource, Instance<Participant> participants, Clock clock, SharedState shared) {
    this(dataSource, participants.stream().toList(), clock, shared);
  }

  /**
   * A node that tells nobody, and hears of others by the log.
   *
   * @param participants those who write along, in any order
   * @param clock only wakes the sweep; what is decided is decided by the database's clock
   */
  public Inventory(DataSource dataSource, List<Participant> participants, Clock clock) {
    this(dataSource, participants, clock, new InProcessState(clock));
  }

  /**
   * @param shared by which nodes hear of each other
   */
  public Inventory(
      DataSource dataSource, List<Participant> participants, Clock clock, SharedState shared) {
    this(new PostgresStore(dataSource), participants, clock, Guards.ALL, shared);
  }

  Inventory(
      LedgerStore store,
      List<Participant> participants,
      Clock clock,
      Guards guards,
      SharedState shared) {
    this.store = store;
    this.shared = shared;
    this.participants =
        participants.stream().sorted(Comparator.comparingInt(Participant::order)).toList();
    this.clock = clock;
    this.guards = guards;
    this.commits =
        new GroupCommit<>(
            executor, MAX_QUEUED, MAX_BATCH, (event, riders) -> ledger(event).run(riders));
    every(TICK, () -> ledgers.values().forEach(ledger -> ledger.published().tick()));
    every(SWEEP, this::sweep);
    every(NOTICE, this::noticeOthers);
    every(IDLE_CHECK, () -> unloadIdle(IDLE));
    this.news = shared.subscribe(NEWS, this::hear);
  }

  /** Longer news than fits are not told: the others notice by the log. */
  private void tell(News news) {
    if (!shared.isHeard(NEWS)) {
      return;
    }
    byte[] message = news.encode();
    if (message.length <= SharedState.MOST_BYTES) {
      shared.publish(NEWS, message);
    }
  }

  private void hear(byte[] message) {
    News news = News.decode(message);
    if (news == null) {
      return;
    }
    EventLedger ledger = ledgers.get(news.event());
    if (ledger == null || !ledger.isWarm()) {
      return;
    }
    switch (news) {
      case Delta delta -> ledger.hear(delta);
      case Kept kept -> {
        var ignored = submit(kept.event(), new Command.Look(), kept);
      }
    }
  }

  private void every(Duration period, Runnable task) {
    Runnable guarded =
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            LOG.warn("A recurring task of the ledger failed and will be tried again", e);
          }
        };
    var ignored =
        timer.scheduleWithFixedDelay(
            guarded, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Asks the event's ledger; the answer comes once the change is committed.
   *
   * @return fails with {@link org.onsale.platform.Busy} under back-pressure and while the event is
   *     closed here, with an SQLException when the database cannot be had; completed on the thread
   *     of the ledger, so what hangs on it must not block
   */
  public <A> CompletionStage<A> ask(EventId event, Command<A> command) {
    return ask(event, command, Ride.NOTHING);
  }

  /**
   * @param cargo for the participants
   */
  @SuppressWarnings("unchecked") // the decider answers a Command<A> with an A
  public <A> CompletionStage<A> ask(EventId event, Command<A> command, Object cargo) {
    if (command instanceof Command.TakeHold take) {
      EventLedger known = ledgers.get(event);
      HoldOutcome no = known == null ? null : known.refusal(take);
      if (no != null) {
        return (CompletionStage<A>) CompletableFuture.completedFuture(no);
      }
    }
    ledger(event).use();
    return submit(event, command, cargo);
  }

  @SuppressWarnings("unchecked") // the decider answers a Command<A> with an A
  private <A> CompletionStage<A> submit(EventId event, Command<A> command, Object cargo) {
    return (CompletionStage<A>) commits.submit(event, new Request(command, cargo));
  }

  /** For the node's own errands, which keep nothing in memory. */
  private <A> CompletionStage<A> submit(EventId event, Command<A> command) {
    return submit(event, command, Ride.NOTHING);
  }

  /** What can be had now, from memory once the event is warm. */
  public CompletionStage<Availability> availability(EventId event) {
    return availability(event, 0);
  }

  /**
   * What can be had now, but not as of an older version than one that a reader has already seen,
   * maybe from another node. A version that never was gets what is there.
   */
  public CompletionStage<Availability> availability(EventId event, long seen) {
    Availability known = availabilityNow(event);
    return known != null && known.version() >= seen
        ? CompletableFuture.completedFuture(known)
        : look(event);
  }

  private CompletionStage<Availability> look(EventId event) {
    return ask(event, new Command.Look()).thenApply(version -> ledger(event).published().current());
  }

  /** The same without waiting; null while the event is cold or closed. */
  public @Nullable Availability availabilityNow(EventId event) {
    EventLedger ledger = ledgers.get(event);
    if (ledger == null || !ledger.isOpen()) {
      return null;
    }
    ledger.use();
    return ledger.published().current();
  }

  /**
   * Follows an event's changes from a version on: what was missed since then in one frame, and then
   * every tick's.
   *
   * @param viewer is called from a thread of the ledger and must not block
   * @return ends it; safe to close twice
   */
  public CompletionStage<AutoCloseable> follow(
      EventId event, long since, Consumer<LiveFrame> viewer) {
    return availability(event)
        .thenApply(
            known -> {
              Published published = ledger(event).published();
              published.follow(since, viewer);
              return () -> published.unfollow(viewer);
            });
  }

  /**
   * What a viewer has missed who knows the event as of {@code since}, in one frame, or a reset.
   * From memory and without waiting.
   *
   * @return null when it has missed nothing, and while the event is cold
   */
  public @Nullable LiveFrame missed(EventId event, long since) {
    EventLedger ledger = ledgers.get(event);
    return ledger != null && ledger.isWarm() ? ledger.published().missed(since) : null;
  }

  private EventLedger ledger(EventId event) {
    return ledgers.computeIfAbsent(
        event, id -> new EventLedger(id, store, participants, guards, Pace.REAL, this::tell));
  }

  private void sweep() {
    for (EventLedger ledger : ledgers.values()) {
      if (ledger.published().hasExpiredAt(clock.instant())) {
        sweep(ledger.event());
      }
    }
  }

  private void sweep(EventId event) {
    submit(event, new Command.Sweep())
        .whenComplete(
            (swept, failure) -> {
              if (failure != null) {
                LOG.debugf(failure, "The sweep of event %s will be tried again", event);
              } else if (swept == Decider.SWEEP_LIMIT) {
                sweep(event);
              }
            });
  }

  /** One query for all warm events: has another node written what this one does not know? */
  private void noticeOthers() {
    List<EventId> warm =
        ledgers.values().stream().filter(EventLedger::isWarm).map(EventLedger::event).toList();
    if (warm.isEmpty()) {
      return;
    }
    long asked = System.nanoTime();
    try {
      for (ChangeLog.Head head : store.heads(warm)) {
        EventLedger ledger = ledgers.get(head.event());
        if (ledger == null) {
          continue; // Nobody has used it for long, and it has just left the memory.
        }
        if (ledger.published().isAt(head.version(), head.batch())) {
          ledger.newestAt(asked);
        } else {
          var ignored = submit(head.event(), new Command.Look());
        }
      }
    } catch (SQLException e) {
      LOG.debug("The database cannot be asked for news now", e);
    }
  }

  /**
   * Forgets events that nobody uses. A batch that has just taken hold of one may still run: two
   * ledgers of an event on one node are as right as on two nodes.
   */
  void unloadIdle(Duration idle) {
    for (EventLedger ledger : ledgers.values()) {
      if (ledger.isIdle(idle)) {
        ledgers.remove(ledger.event(), ledger);
      }
    }
  }

  /** How many events this node has in memory. */
  int warm() {
    return ledgers.size();
  }

  /** How often another writer had the version that this node wanted; 0 while the lock is on. */
  long collisions() {
    return ledgers.values().stream().mapToLong(EventLedger::collisions).sum();
  }

  /** Stops the recurring tasks and waits for the batches under way. */
  @Override
  @PreDestroy
  public void close() {
    news.close();
    timer.shutdownNow();
    executor.shutdown();
    try {
      if (!executor.awaitTermination(10, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
