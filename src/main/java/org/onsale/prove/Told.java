package org.onsale.prove;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A promise: something that was told to a client and must be so from then on. */
sealed interface Told {
  Span span();

  /**
   * A hold was granted, now or before under the same id.
   *
   * @param pools places by pool
   */
  record Held(
      long event,
      UUID hold,
      List<Integer> seats,
      Map<Integer, Integer> pools,
      Instant expiresAt,
      Span span)
      implements Told {
    public Held {
      seats = seats.stream().sorted().toList();
      pools = Map.copyOf(pools);
    }
  }

  /** A hold is over: it was given back, or another one has taken its place. */
  record Released(long event, UUID hold, Span span) implements Told {}

  /**
   * An order was placed, now or before with the same key.
   *
   * @param places seats and places
   */
  record Ordered(long event, String code, UUID hold, String key, long total, int places, Span span)
      implements Told {}

  /** An order is paid. */
  record Paid(long event, String code, Span span) implements Told {}

  /** Other places were offered for a payment that came late. */
  record Offered(long event, String code, Span span) implements Told {}

  /** It was too late to pay, and nothing was charged. */
  record NotCharged(long event, String code, Span span) implements Told {}

  /**
   * A ticket was given out.
   *
   * @param seat -1 for a place in a pool
   */
  record Ticketed(long event, String code, String ticket, int seat, Span span) implements Told {}

  /**
   * Money of an order goes back, now or before with the same key.
   *
   * @param number of the refund within the order
   * @param kept fees that do not go back
   * @param status {@code started} when the money follows later
   */
  record Refunded(
      long event,
      String code,
      String key,
      int number,
      long amount,
      long kept,
      List<Integer> lines,
      String status,
      Span span)
      implements Told {
    public Refunded {
      lines = lines.stream().sorted().toList();
    }

    /** What the gateway knows it by. */
    String name() {
      return code + "/refund/" + number;
    }

    /** Whether this is what was told. */
    boolean is(Facts.Refund refund) {
      return refund.code().equals(code)
          && refund.number() == number
          && refund.key().equals(key)
          && refund.amount() == amount
          && refund.kept() == kept
          && refund.lines().equals(lines);
    }
  }

  /** A refund was refused although nothing that the client knows of spoke against it. */
  record NotRefunded(long event, String code, String key, String why, Span span) implements Told {}

  /**
   * A gate has judged a ticket whose refund was told before.
   *
   * @param key of that refund
   */
  record Judged(long event, String ticket, String key, String result, Span span) implements Told {}

  /** A gate has let a ticket in. */
  record Admitted(long event, String ticket, String scan, String gate, Span span) implements Told {}
}
