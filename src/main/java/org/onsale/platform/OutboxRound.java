package org.onsale.platform;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The messages that a node has taken at once, on their way through a handler. None is begun after
 * the round's end, or after its thread was interrupted: these are {@link #untouched}.
 */
final class OutboxRound {
  private static final Logger LOG = Logger.getLogger(OutboxRound.class);

  /** How many messages are delivered at the same time, for what waits for others' servers. */
  static final int AT_THE_SAME_TIME = 4;

  private record Prepared(OutboxRows.Row row, OutboxHandler.Delivery delivery) {}

  private final Clock clock;
  private final Instant end;
  private final Queue<Prepared> waiting = new ConcurrentLinkedQueue<>();
  private final Queue<OutboxRows.Row> delivered = new ConcurrentLinkedQueue<>();
  private final Queue<OutboxRows.Failed> failed = new ConcurrentLinkedQueue<>();
  private final List<OutboxRows.Row> untouched = new ArrayList<>();
  private boolean interrupted;

  OutboxRound(Clock clock, Instant end) {
    this.clock = clock;
    this.end = end;
  }

  /** Has the handler prepare the messages: all, and if that fails, in halves. */
  void prepare(OutboxHandler handler, List<OutboxRows.Row> rows) {
    if (isOver()) {
      untouched.addAll(rows);
      return;
    }
    try {
      List<OutboxMessage> messages = new ArrayList<>(rows.size());
      for (OutboxRows.Row row : rows) {
        messages.add(row.message());
      }
      List<OutboxHandler.Delivery> deliveries = handler.prepare(messages);
      if (deliveries.size() != rows.size()) {
        throw new IllegalStateException(
            deliveries.size() + " deliveries of " + rows.size() + " messages");
      }
      IntStream.range(0, rows.size())
          .mapToObj(i -> new Prepared(rows.get(i), deliveries.get(i)))
          .forEach(waiting::add);
    } catch (Exception e) {
      if (rows.size() == 1) {
        waiting.add(new Prepared(rows.getFirst(), OutboxHandler.Delivery.failed(e)));
        return;
      }
      int half = rows.size() / 2;
      prepare(handler, rows.subList(0, half));
      prepare(handler, rows.subList(half, rows.size()));
    }
  }

  private boolean isOver() {
    return !clock.instant().isBefore(end);
  }

  /**
   * Delivers what is prepared and waits until that is done; but when its thread is interrupted it
   * waits no longer, for the node stops. The threads are the system's, which shares the processors
   * fairly: drawing tickets on virtual ones would keep those of the buyers waiting.
   */
  void deliver() {
    List<Thread> threads =
        Stream.generate(() -> Thread.ofPlatform().name("outbox").daemon().unstarted(this::work))
            .limit(Math.min(AT_THE_SAME_TIME, waiting.size()))
            .toList();
    threads.forEach(Thread::start);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    // One by one, since after an interruption the threads still take from it.
    for (Prepared next = waiting.poll(); next != null; next = waiting.poll()) {
      untouched.add(next.row());
    }
  }

  private void work() {
    while (!isOver()) {
      Prepared next = waiting.poll();
      if (next == null) {
        return;
      }
      deliver(next);
    }
  }

  private void deliver(Prepared message) {
    OutboxRows.Row row = message.row();
    try {
      message.delivery().carryOut();
      delivered.add(row);
    } catch (Exception e) {
      LOG.warnf(e, "Message %d of event %d failed", row.id(), row.eventId());
      failed.add(
          new OutboxRows.Failed(row, e.getMessage() == null ? e.toString() : e.getMessage()));
    }
  }

  /** Whether the node shall stop; then a few messages may be neither delivered nor failed yet. */
  boolean wasInterrupted() {
    return interrupted;
  }

  List<OutboxRows.Row> delivered() {
    return List.copyOf(delivered);
  }

  List<OutboxRows.Failed> failed() {
    return List.copyOf(failed);
  }

  /** The messages that nobody has begun to deliver, or will. */
  List<OutboxRows.Row> untouched() {
    return untouched;
  }
}
