package org.onsale.platform;

import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Brings the messages of the outbox to their handlers, at least once each. A topic may have
 * several.
 *
 * <p>Safe on several nodes: a round of messages is taken in a statement of its own, which locks
 * them, skips those that others lock, and puts their next attempt off, so nobody holds a
 * transaction while a handler works. A node that dies leaves its messages to the next one after
 * {@link #LEASE}; a handler that fails sees its message again later and later, 30 times, about a
 * day. Then it stays, with its last error, for somebody to look at.
 *
 * <p>A node that is slow gives back in time what it has not begun ({@link #ROUND}), so that nobody
 * else delivers a message while it does.
 */
@Singleton
public final class OutboxDelivery {
  /** For how long a message is left to the node that took it. */
  static final Duration LEASE = Duration.ofMinutes(5);

  /** No message is begun later than this after it was taken: the last has a minute of its own. */
  static final Duration ROUND = LEASE.minusMinutes(1);

  /** So few that what a round keeps in memory and repeats after a kill is little. */
  static final int AT_ONCE = 200;

  private static final int ROUNDS = 100;

  private final OutboxRows rows;
  private final Map<String, OutboxHandler> handlers;
  private final Clock clock;

  @Inject
  public OutboxDelivery(Database database, @All List<OutboxHandler> handlers, Clock clock) {
    this.rows = new OutboxRows(database);
    this.handlers =
        handlers.stream()
            .collect(
                Collectors.groupingBy(
                    OutboxHandler::topic,
                    Collectors.collectingAndThen(Collectors.toList(), SeveralHandlers::of)));
    this.clock = clock;
  }

  /** Delivers what is due; returns how many messages were carried out. */
  public int run() {
    int done = 0;
    boolean more = true;
    for (int i = 0; i < ROUNDS && more; i++) {
      // The end is reckoned from before the lease begins.
      var round = new OutboxRound(clock, clock.instant().plus(ROUND));
      List<OutboxRows.Row> due = rows.take(handlers.keySet(), AT_ONCE, LEASE);
      due.stream()
          .collect(Collectors.groupingBy(OutboxRows.Row::topic))
          .forEach((topic, its) -> round.prepare(Objects.requireNonNull(handlers.get(topic)), its));
      round.deliver();
      done += settle(round);
      more = due.size() == AT_ONCE && round.untouched().isEmpty() && !round.wasInterrupted();
    }
    return done;
  }

  private int settle(OutboxRound round) {
    List<OutboxRows.Row> delivered = round.delivered();
    rows.finish(delivered);
    rows.putOff(round.failed());
    rows.giveBack(round.untouched());
    if (round.wasInterrupted()) {
      Thread.currentThread().interrupt();
    }
    return delivered.size();
  }
}
