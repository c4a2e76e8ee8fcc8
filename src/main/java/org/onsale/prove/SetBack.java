package org.onsale.prove;

import java.time.Instant;
import java.util.List;

/**
 * The database was set back to an earlier state of itself.
 *
 * @param copied whatever was answered until then is kept
 * @param back whatever was asked from then on is kept; what was answered between, may be lost
 * @param lost what the database had more of before
 * @param forgotten keys of payments and refunds of which the gateway remembers what the database
 *     does not
 */
record SetBack(Instant copied, Instant back, Totals lost, List<String> forgotten) {
  SetBack {
    forgotten = List.copyOf(forgotten);
  }

  /** Whether something that was said in this span may have been forgotten. */
  boolean excuses(Span span) {
    return span.answered().isAfter(copied) && span.asked().isBefore(back);
  }
}
