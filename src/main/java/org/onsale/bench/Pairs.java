package org.onsale.bench;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Pairs of seats of several events, each given out once; of one thread. */
final class Pairs {
  /** A prime, so that every pair of a plan that is no multiple of it gets its turn. */
  private static final long STRIDE = 17_389;

  private final SplittableRandom random = new SplittableRandom();
  private final List<Long> events;
  private final int seats;
  private final long stride;
  private long given;

  /**
   * @param seats of each event
   */
  Pairs(List<Long> events, int seats) {
    this(events, seats, 1);
  }

  private Pairs(List<Long> events, int seats, long stride) {
    this.events = events;
    this.seats = seats;
    this.stride = stride;
  }

  /** All over the plan, as people choose, instead of row after row. */
  static Pairs scattered(List<Long> events, int seats) {
    return new Pairs(events, seats, STRIDE);
  }

  /** Event after event. */
  Pair next() {
    int event = Math.toIntExact(given * 2 / seats);
    if (event >= events.size()) {
      throw allGone();
    }
    long pairs = seats / 2;
    return new Pair(events.get(event), (int) (given++ % pairs * stride % pairs * 2));
  }

  /** A pair of each event in turn. */
  Pair nextAround() {
    long event = given % events.size();
    long pair = given++ / events.size();
    if (pair * 2 >= seats) {
      throw allGone();
    }
    return new Pair(events.get((int) event), (int) (pair * 2));
  }

  private IllegalStateException allGone() {
    return new IllegalStateException(
        "all seats of " + events.size() + " events are gone; the benchmark must stage more");
  }

  /** A hold that must be granted. */
  Dialogue hold(String root) {
    Pair pair = next();
    return Dialogue.of(Requests.hold(root, pair, id()), 201);
  }

  /** A whole purchase. */
  Purchase purchase() {
    return new Purchase(next(), id());
  }

  /** A new id of a hold. */
  UUID id() {
    return new UUID(random.nextLong(), random.nextLong());
  }
}
