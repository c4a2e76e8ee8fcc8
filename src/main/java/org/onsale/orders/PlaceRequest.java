package org.onsale.orders;

import java.util.List;
import java.util.UUID;

/**
 * What a buyer sends to order what a hold has.
 *
 * @param attendees names in the order of the lines: seats ascending, then places by pool; may be
 *     fewer than there are
 */
public record PlaceRequest(UUID hold, Order.Buyer buyer, List<String> attendees, Choice choice) {

  /** Standard tickets without a promo code. */
  public PlaceRequest(UUID hold, Order.Buyer buyer, List<String> attendees) {
    this(hold, buyer, attendees, Choice.STANDARD);
  }
}
