package org.onsale.inventory;

import java.util.List;

/** What can come of {@link Command.Block}, {@link Command.Unblock} and {@link Command.Dissolve}. */
public sealed interface BlockOutcome {
  /** These are not there, or not in the state that the command needs; nothing has changed. */
  record Refused(List<Integer> seats, List<Integer> pools) implements BlockOutcome {}

  record Done(long version) implements BlockOutcome {}

  record Vetoed(Object reason) implements BlockOutcome {}
}
