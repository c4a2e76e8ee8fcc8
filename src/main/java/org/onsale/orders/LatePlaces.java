package org.onsale.orders;

import java.util.UUID;

/** What can be had for money that came after the time to pay. */
sealed interface LatePlaces {
  /** The same places are the order's again. */
  record Retaken(UUID hold) implements LatePlaces {}

  /** Others are held for it, and its buyer is asked. */
  record Offered() implements LatePlaces {}

  /**
   * The money goes back.
   *
   * @param reason a sentence for the buyer
   */
  record Nothing(String reason) implements LatePlaces {}

  /** Somebody else was quicker, for this very payment. */
  record MovedOn() implements LatePlaces {}
}
