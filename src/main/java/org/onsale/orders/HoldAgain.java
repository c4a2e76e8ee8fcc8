package org.onsale.orders;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.onsale.inventory.Hold;

/**
 * The cargo of a hold for an order that has lost its own: either the same places, which are the
 * order's from now on, or others, which are offered.
 */
final class HoldAgain extends OrderChange {

  /** The hold outlives the offer, so that who accepts at the last moment still gets the places. */
  static final Duration GRACE = OrderRecord.STEP_LIMIT;

  private final int attempt;
  private final UUID lost;
  private final @Nullable Function<Hold, List<Offer.Seat>> others;
  private @Nullable Hold held;

  private HoldAgain(
      OrderCode code, int attempt, UUID lost, @Nullable Function<Hold, List<Offer.Seat>> others) {
    super(code);
    this.attempt = attempt;
    this.lost = lost;
    this.others = others;
  }

  /**
   * @param attempt the payment that came late
   * @param lost the hold that is gone
   */
  static HoldAgain samePlaces(OrderCode code, int attempt, UUID lost) {
    return new HoldAgain(code, attempt, lost, null);
  }

  /**
   * @param seats which line gets which seat of the hold
   */
  static HoldAgain otherPlaces(
      OrderCode code, int attempt, UUID lost, Function<Hold, List<Offer.Seat>> seats) {
    return new HoldAgain(code, attempt, lost, seats);
  }

  /** As the ledger has decided it. */
  void held(Hold hold) {
    held = hold;
  }

  /** Whether it offers places. */
  boolean isOffer() {
    return others != null;
  }

  @Override
  boolean isPossible() {
    return order().isLate(attempt, lost);
  }

  @Override
  void apply(Instant now) {
    Hold hold = Objects.requireNonNull(held);
    if (others == null) {
      order().retake(hold.id(), now);
    } else {
      Instant until = hold.expiresAt().minus(GRACE);
      order().offer(new Offer(hold.id(), Offer.Status.OPEN, others.apply(hold), until));
    }
  }
}
