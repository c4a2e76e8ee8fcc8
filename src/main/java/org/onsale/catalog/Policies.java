package org.onsale.catalog;

import org.jspecify.annotations.Nullable;

/**
 * What the organiser of an event promises its buyers, as one value that is always read and written
 * whole.
 *
 * @param latePayment what becomes of money that arrives when the hold has expired
 * @param refunds when buyers may give tickets back by themselves; null for never
 * @param boxOffice for how long places are reserved that are paid at the box office; null when they
 *     cannot be paid there
 */
public record Policies(
    LatePayment latePayment, @Nullable RefundPolicy refunds, @Nullable BoxOfficePolicy boxOffice) {

  /** What holds until the organiser says otherwise. */
  public static final Policies DEFAULT = new Policies(LatePayment.RETAKE_OR_OFFER, null, null);

  /** What becomes of money that arrives when the hold has expired. */
  public enum LatePayment {
    /** The same places again when they are free, else as good ones are offered for a while. */
    RETAKE_OR_OFFER,
    /** The same places again when they are free, else the money goes back. */
    RETAKE,
    /** The money goes back at once. */
    GIVE_BACK
  }
}
