package org.onsale.orders;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.FieldError;

/** What can come of placing an order. */
public sealed interface PlaceOutcome {
  /** The hold has expired, was released, or never was. */
  record HoldGone() implements PlaceOutcome {}

  /** The event is cancelled: nothing more is sold. */
  record Cancelled() implements PlaceOutcome {}

  /** Another order has the hold. */
  record HoldClaimed() implements PlaceOutcome {}

  /** With this order the buyer would have {@code places}, of {@code limit} allowed. */
  record OverLimit(int places, int limit) implements PlaceOutcome {}

  /** It cannot be had like that: ticket types or promo code; every fault is named. */
  record NotPriced(List<FieldError> errors) implements PlaceOutcome {}

  /** What the organiser asks is not answered, or not like that; every fault is named. */
  record NotAnswered(List<FieldError> errors) implements PlaceOutcome {}

  /** As many orders, or as many of this customer, as the promo code allows have used it. */
  record PromoUsedUp(boolean byCustomer) implements PlaceOutcome {}

  /**
   * The key was used with another request.
   *
   * @param before what that placed of the same hold; null when it was for another
   */
  record KeyReused(@Nullable Placed before) implements PlaceOutcome {}

  /** Placed, now or by an earlier request with the same key. */
  record Placed(Order order, String secret) implements PlaceOutcome {}
}
