package org.onsale.inventory;

/** What can come of {@link Command.Confirm}. */
public sealed interface ConfirmOutcome {
  /** The payment deadline has passed, or the order has no hold: the seats are not sold. */
  record Gone() implements ConfirmOutcome {}

  record ConfirmedBefore() implements ConfirmOutcome {}

  record Confirmed(Hold hold) implements ConfirmOutcome {}

  record Vetoed(Object reason) implements ConfirmOutcome {}
}
