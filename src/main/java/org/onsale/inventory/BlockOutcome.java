package org.onsale.inventory;

import java.util.List;

/** What can come of {@link Command.Block} and {@link Command.Unblock}. */
public sealed interface BlockOutcome {
  /** These are not there, or not in the state that the command needs; nothing has changed. */
  record Refused(List<Integer> seats, List<Integer> pools) implements BlockOutcome {}

  record Done(long version) implements BlockOutcome {}
}
