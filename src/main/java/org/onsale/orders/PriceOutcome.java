package org.onsale.orders;

import java.util.List;
import org.onsale.platform.FieldError;

/** What can come of asking for a price. */
public sealed interface PriceOutcome {
  record Priced(Quote quote) implements PriceOutcome {}

  /** It cannot be had like that; every fault is named. */
  record Refused(List<FieldError> errors) implements PriceOutcome {}
}
