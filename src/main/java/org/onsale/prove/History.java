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
  private final Map<Asked, Collection<Span>> asking = new ConcurrentHashMap<>();
  private final Collection<Wish> wishes = new ConcurrentLinkedQueue<>();
  private final Map<Place, Instant> mayReturn = new ConcurrentHashMap<>();
  private final Map<String, Map<Integer, LongAdder>> answers = new ConcurrentHashMap<>();

  private record Asked(Call.Kind kind, String code) {}

  private record Place(String code, int line) {}

  /**
   * A refund that a client has asked for.
   *
   * @param lines of the order that may go back by it
   * @param whole whether it does not name them, but wants all that are left
   * @param asked for the first time
   */
  record Wish(
      long event,
      String code,
      String key,
      List<Integer> lines,
      boolean whole,
      boolean withFees,
      Instant asked) {
    Wish {
      lines = lines.stream().sorted().toList();
    }

    /** What the request says: nothing when it wants all. */
    List<Integer> named() {
      return whole ? List.of() : lines;
    }
  }

  /** An answer outside of the contract, such as an internal error. */
  record Strange(String request, int status, String subject, String body, Span span) {}

  /**
   * A client is about to ask for the end of a hold: nobody can say when, if at all, that is done.
   */
  void mayEnd(UUID hold, Instant asked) {
    mayEnd.merge(hold, asked, History::earlier);
  }

  /** From when on a hold may have been over although it had not expired. */
  Instant mayEnd(UUID hold) {
    return mayEnd.getOrDefault(hold, Instant.MAX);
  }

  /**
   * A client has asked for something that moves the money of an order.
   *
   * @param span until {@link Instant#MAX} when no answer came: the node may be at it still
   */
  void asking(Call.Kind kind, String code, Span span) {
    asking.computeIfAbsent(new Asked(kind, code), key -> new ConcurrentLinkedQueue<>()).add(span);
  }

  /** Whether that may have been under way, or forgotten, when the database was set back. */
  boolean wasAsking(Call.Kind kind, String code, SetBack setBack) {
    return asking.getOrDefault(new Asked(kind, code), List.of()).stream()
        .anyMatch(setBack::excuses);
  }

  /** A client is about to ask for a refund: nobody can say when, if at all, that is done. */
  void add(Wish wish) {
    wishes.add(wish);
    wish.lines()
        .forEach(
            line -> mayReturn.merge(new Place(wish.code(), line), wish.asked(), History::earlier));
  }

  static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** From when on a place of an order may have been given back. */
  Instant mayReturn(String code, int line) {
    return mayReturn.getOrDefault(new Place(code, line), Instant.MAX);
  }

  /** From when on any place of an order may have been given back. */
  Instant mayReturn(String code) {
    return wishes.stream()
        .filter(wish -> wish.code().equals(code))
        .map(Wish::asked)
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  List<Wish> wishes() {
    return List.copyOf(wishes);
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
