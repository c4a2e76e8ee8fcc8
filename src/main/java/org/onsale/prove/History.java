package org.onsale.prove;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * What buyers and gates were told: every promise, when it was asked for and when it was given, and
 * how many answers there were of each kind. In memory, for a rehearsal is bounded in time.
 */
final class History {
  /** Answers that nobody should get and that are named; the rest is counted. */
  private static final int MAX_STRANGE = 1_000;

  private final Collection<Told> told = new ConcurrentLinkedQueue<>();
  private final Collection<Strange> strange = new ConcurrentLinkedQueue<>();
  private final LongAdder strangeCount = new LongAdder();
  private final Map<UUID, Instant> mayEnd = new ConcurrentHashMap<>();
  private final Map<String, Collection<Span>> paying = new ConcurrentHashMap<>();
  private final Map<String, Map<Integer, LongAdder>> answers = new ConcurrentHashMap<>();

  /** An answer outside of the contract, such as an internal error. */
  record Strange(String request, int status, String subject, String body, Span span) {}

  /**
   * A client is about to ask for the end of a hold: nobody can say when, if at all, that is done.
   */
  void mayEnd(UUID hold, Instant asked) {
    mayEnd.merge(hold, asked, (one, other) -> one.isBefore(other) ? one : other);
  }

  /** From when on a hold may have been over although it had not expired. */
  Instant mayEnd(UUID hold) {
    return mayEnd.getOrDefault(hold, Instant.MAX);
  }

  /**
   * A client has asked to pay an order.
   *
   * @param span until {@link Instant#MAX} when no answer came: the node may be at it still
   */
  void paying(String code, Span span) {
    paying.computeIfAbsent(code, key -> new ConcurrentLinkedQueue<>()).add(span);
  }

  /** Whether a payment may have been under way, or forgotten, when the database was set back. */
  boolean wasPaying(String code, SetBack setBack) {
    return paying.getOrDefault(code, List.of()).stream().anyMatch(setBack::excuses);
  }

  void add(Told promise) {
    told.add(promise);
  }

  /**
   * @param status 0 when no answer came
   */
  void count(String request, int status) {
    answers
        .computeIfAbsent(request, name -> new ConcurrentHashMap<>())
        .computeIfAbsent(status, code -> new LongAdder())
        .increment();
  }

  void add(Strange answer) {
    strangeCount.increment();
    if (strangeCount.sum() <= MAX_STRANGE) {
      strange.add(answer);
    }
  }

  List<Strange> strange() {
    return List.copyOf(strange);
  }

  /** Everything of one kind, in no order. */
  <T extends Told> List<T> all(Class<T> kind) {
    return told.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  List<Told> all() {
    return List.copyOf(told);
  }

  /** Answers by request and status, 0 for none. */
  Map<String, Map<Integer, Long>> answers() {
    Map<String, Map<Integer, Long>> counts = new TreeMap<>();
    answers.forEach(
        (request, byStatus) -> {
          Map<Integer, Long> of = new TreeMap<>();
          byStatus.forEach((status, count) -> of.put(status, count.sum()));
          counts.put(request, of);
        });
    return counts;
  }
}
