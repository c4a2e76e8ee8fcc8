package org.onsale.inventory;

/** What can come of {@link Command.Cancel} and {@link Command.Return}. */
public sealed interface CancelOutcome {
  /** That is not sold to the order (any more). */
  record Gone() implements CancelOutcome {}

  record Cancelled() implements CancelOutcome {}

  record Vetoed(Object reason) implements CancelOutcome {}
}
