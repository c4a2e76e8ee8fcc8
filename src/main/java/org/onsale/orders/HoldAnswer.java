package org.onsale.orders;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.inventory.HoldOutcome;

/** What can come of asking for a hold. */
public sealed interface HoldAnswer {
  /** The sale has not opened, or has closed. */
  record NotOnSale(Event.Phase phase, Instant opensAt, Instant closesAt) implements HoldAnswer {}

  /** More than one customer may have. */
  record OverLimit(int asked, int limit) implements HoldAnswer {}

  /** The event has no such price category. */
  record UnknownCategory(int category) implements HoldAnswer {}

  /**
   * What the ledger has decided.
   *
   * @param apart why seats that the house has chosen are not side by side, as a sentence; null when
   *     they are
   */
  record Decided(HoldOutcome outcome, Sale sale, @Nullable String apart) implements HoldAnswer {}
}
