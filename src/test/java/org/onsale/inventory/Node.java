package org.onsale.inventory;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.onsale.platform.EventId;
import org.onsale.platform.GroupCommit;
import org.onsale.platform.Ride;

/** A node of the simulation: the real ledger and the real group commit on simulated threads. */
final class Node {
  private static final EventId EVENT = new EventId(1);
  private static final int MAX_QUEUED = 1_000;
  private static final int MAX_BATCH = 4;

  private final String name;
  private final EventLedger ledger;
  private final GroupCommit<String, Request, Object> commits;
  private Run run;

  /**
   * @param tell what it tells the others
   */
  Node(
      String name,
      SimulatedStore store,
      Scheduler scheduler,
      Guards guards,
      Pace pace,
      BiConsumer<Node, News> tell) {
    this.name = name;
    this.run = new Run(name, List.of());
    this.ledger =
        new EventLedger(
            EVENT, store.of(this), List.of(), guards, pace, news -> tell.accept(this, news));
    this.commits =
        new GroupCommit<>(
            work -> scheduler.start(name, work),
            MAX_QUEUED,
            MAX_BATCH,
            (key, riders) -> {
              run = new Run(name, riders.stream().map(GroupCommit.Rider::request).toList());
              ledger.run(riders);
            });
  }

  String name() {
    return name;
  }

  EventLedger ledger() {
    return ledger;
  }

  /** What it is doing, or did last. */
  Run run() {
    return run;
  }

  CompletionStage<Object> ask(Request request) {
    return commits.submit("event", request);
  }

  /** As {@link Inventory} does. */
  void hear(News news) {
    if (!ledger.isWarm()) {
      return;
    }
    switch (news) {
      case Delta delta -> ledger.hear(delta);
      case Kept kept -> {
        var ignored = ask(new Request(new Command.Look(), kept));
      }
    }
  }

  static Request request(Command<?> command) {
    return new Request(command, Ride.NOTHING);
  }
}
