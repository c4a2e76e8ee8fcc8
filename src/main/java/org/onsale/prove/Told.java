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

  /** A gate has let a ticket in. */
  record Admitted(long event, String ticket, String scan, String gate, Span span) implements Told {}
}
