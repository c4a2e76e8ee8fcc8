package org.onsale.orders;

/** What can come of the answer to an {@link Offer}. */
public sealed interface OfferOutcome {
  record NoSuchOrder() implements OfferOutcome {}

  /** Nothing was offered to this order. */
  record NoOffer() implements OfferOutcome {}

  /**
   * The places are the buyer's, now or by the same answer before.
   *
   * @param payment how far the payment is
   */
  record Accepted(PayOutcome payment) implements OfferOutcome {}

  /** The money goes back, now or by the same answer before. */
  record Declined() implements OfferOutcome {}

  /** The other answer was given before. */
  record AnsweredBefore(Offer.Status answer) implements OfferOutcome {}

  /** The time to answer is over, or the event does not take place; the money goes back. */
  record Over() implements OfferOutcome {}
}
