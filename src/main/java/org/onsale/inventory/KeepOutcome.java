package org.onsale.inventory;

/** What can come of {@link Command.Keep}. */
public sealed interface KeepOutcome {
  /** The claim has expired, or the order has no such claim. */
  record Gone() implements KeepOutcome {}

  /** The claim lasts as long already: it stays as it is. */
  record NotLater() implements KeepOutcome {}

  /** {@link Hold#expiresAt} is the payment deadline now. */
  record Kept(Hold hold) implements KeepOutcome {}

  record Vetoed(Object reason) implements KeepOutcome {}
}
