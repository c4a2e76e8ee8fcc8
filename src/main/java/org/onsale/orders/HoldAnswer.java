package org.onsale.orders;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.catalog.Presales;
import org.onsale.inventory.HoldOutcome;
import org.onsale.platform.FieldError;
import org.onsale.platform.Phrase;

/** What can come of asking for a hold. */
public sealed interface HoldAnswer {
  /** Neither the sale nor a presale is on. */
  record NotOnSale(Event.Phase phase, Instant opensAt, Instant closesAt) implements HoldAnswer {}

  /** Only a presale is on, and the buyer has no code of it. */
  record NeedsCode(Presales.Presale presale, Instant opensAt) implements HoldAnswer {}

  /** The presale does not sell that; each part is named. */
  record OutsidePresale(List<FieldError> errors) implements HoldAnswer {}

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
  record Decided(HoldOutcome outcome, Sale sale, @Nullable Phrase apart) implements HoldAnswer {}
}
