package org.onsale.orders;

import org.onsale.platform.Money;

/**
 * What the buyers of an event that was put off have chosen.
 *
 * @param kept orders whose buyers said that they keep their tickets
 * @param askedBack orders whose buyers wanted the money back
 * @param open orders whose buyers have not answered, and so keep their tickets
 * @param given what went back or is on its way
 */
public record PostponementProgress(long kept, long askedBack, long open, Money given) {
  /** How many had the choice. */
  public long asked() {
    return kept + askedBack + open;
  }
}
