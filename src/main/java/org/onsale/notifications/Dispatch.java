package org.onsale.notifications;

import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.onsale.platform.Phrase;

/**
 * Brings what is due by one channel to its provider, at least once each.
 *
 * <p>A few messages are taken at a time, the urgent ones first, so that who has just paid waits for
 * no more than those few of a message to thousands. They are taken under a lease: a node that dies
 * leaves them to the next one. A node that dies after the provider took a message and before that
 * was written down has it sent twice, under the same Message-ID.
 */
final class Dispatch {
  private static final Logger LOG = Logger.getLogger(Dispatch.class);

  /**
   * A provider that says nothing for so long is asked again later. Mail servers look through what
   * they were sent before they take it: who waits less has sent it twice.
   */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  static final int AT_ONCE = 20;

  /** How many are sent at the same time. */
  static final int AT_THE_SAME_TIME = 4;

  /** Of those that were taken, no attempt begins later than this: they are given back. */
  private static final Duration BEGIN = Duration.ofSeconds(30);

  /** Longer than it takes when the provider answers none of those that were taken. */
  static final Duration LEASE = PATIENCE.plus(BEGIN.multipliedBy(2));

  /** Then the scheduler has its thread back, if only for a moment. */
  private static final Duration RUN = Duration.ofMinutes(1);

  private final MessageRows rows;
  private final Provider provider;
  private final StillTrue stillTrue;
  private final Clock clock;
  private final Bucket permits;

  Dispatch(MessageRows rows, Provider provider, StillTrue stillTrue, Clock clock) {
    this.rows = rows;
    this.provider = provider;
    this.stillTrue = stillTrue;
    this.clock = clock;
    this.permits =
        Bucket.builder()
            .addLimit(
                limit ->
                    limit
                        .capacity(provider.perSecond())
                        .refillGreedy(provider.perSecond(), Duration.ofSeconds(1)))
            .build();
  }

  /** Sends what is due, as fast as the provider may be asked; returns how many were tried. */
  int run() {
    if (!provider.isConfigured()) {
      return 0;
    }
    Instant end = clock.instant().plus(RUN);
    int tried = 0;
    boolean more = true;
    while (more && clock.instant().isBefore(end)) {
      int allowed = Math.toIntExact(permits.tryConsumeAsMuchAsPossible(AT_ONCE));
      List<Message> taken =
          allowed == 0 ? List.of() : rows.take(provider.channel(), allowed, LEASE);
      giveBack(allowed - taken.size());
      boolean interrupted = sendAll(taken);
      tried += taken.size();
      more = !taken.isEmpty() && taken.size() == allowed && !interrupted;
    }
    return tried;
  }

  private void giveBack(int unused) {
    if (unused > 0) {
      permits.addTokens(unused);
    }
  }

  /**
   * Sends the messages and waits until that is done; but when its thread is interrupted it waits no
   * longer, for the node stops. What nobody has begun is given back. The threads are the system's,
   * which shares the processors fairly: drawing tickets on virtual ones would keep those of the
   * buyers waiting.
   */
  private boolean sendAll(List<Message> taken) {
    Queue<Message> waiting = new ConcurrentLinkedQueue<>(taken);
    Instant latest = clock.instant().plus(BEGIN);
    List<Thread> threads =
        Stream.generate(
                () ->
                    Thread.ofPlatform()
                        .name("messages")
                        .daemon()
                        .unstarted(() -> work(waiting, latest)))
            .limit(Math.min(AT_THE_SAME_TIME, taken.size()))
            .toList();
    threads.forEach(Thread::start);
    boolean interrupted = false;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    rows.giveBack(Stream.generate(waiting::poll).takeWhile(each -> each != null).toList());
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return interrupted;
  }

  private void work(Queue<Message> waiting, Instant latest) {
    while (clock.instant().isBefore(latest)) {
      Message next = waiting.poll();
      if (next == null) {
        return;
      }
      try {
        bring(next);
      } catch (RuntimeException e) {
        // Its lease ends, and it is taken again.
        LOG.warnf(
            e,
            "What became of message %d of event %d could not be written down",
            next.id(),
            next.eventId());
      }
    }
  }

  private void bring(Message message) {
    Optional<Phrase> why = stillTrue.overtaken(message);
    if (why.isPresent()) {
      giveBack(1);
      rows.overtaken(message, why.get());
    } else {
      rows.finish(message, attempt(message));
    }
  }

  private ProviderAnswer attempt(Message message) {
    if (message.attempts() > message.giveUpAfter()) {
      return new ProviderAnswer.Later("Every attempt was cut short by the end of its node.");
    }
    try {
      return provider.send(message);
    } catch (RuntimeException e) {
      LOG.warnf(e, "Message %d of event %d failed", message.id(), message.eventId());
      return new ProviderAnswer.Later(e.toString());
    }
  }
}
