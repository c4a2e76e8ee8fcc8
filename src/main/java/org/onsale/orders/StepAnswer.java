package org.onsale.orders;

import java.util.UUID;

/** What can come of a {@link Step}. */
sealed interface StepAnswer {
  record NoSuchOrder() implements StepAnswer {}

  record Started(Payment payment, UUID hold) implements StepAnswer {}

  /**
   * The same request began this attempt before.
   *
   * @param inFlight whether that request may not have been answered yet
   */
  record StartedBefore(Payment payment, Order.Status order, boolean inFlight)
      implements StepAnswer {}

  /** Another request used the key. */
  record KeyReused() implements StepAnswer {}

  /** Another attempt is not decided yet. */
  record UnderWay(Payment payment) implements StepAnswer {}

  record NotPayable(Order.Status status) implements StepAnswer {}

  /** What costs nothing is paid in its own way, and not every order at the box office. */
  record OtherMethod() implements StepAnswer {}

  record TooLate() implements StepAnswer {}

  /**
   * The buyer or the clock has answered an offer.
   *
   * @param payment that was late
   * @param hold what has the places
   */
  record OfferAnswered(Payment payment, UUID hold) implements StepAnswer {}

  record Done() implements StepAnswer {}

  /** The order has moved on; the step has no place any more. */
  record NotNow() implements StepAnswer {}
}
