package org.onsale.inventory;

/** What can come of {@link Command.Cancel}. */
public sealed interface CancelOutcome {
  /** Nothing is sold to the order (any more). */
  record Gone() implements CancelOutcome {}

  record Cancelled() implements CancelOutcome {}

  record Vetoed(Object reason) implements CancelOutcome {}
}
