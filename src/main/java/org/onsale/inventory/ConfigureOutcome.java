package org.onsale.inventory;

import java.util.List;

/** What can come of {@link Command.Configure}. */
public sealed interface ConfigureOutcome {
  /** Seats never go away; {@code seats} exist already. */
  record FewerSeats(int seats) implements ConfigureOutcome {}

  /** These pools have more places sold, held and blocked than they would have at all. */
  record BelowTaken(List<Command.Capacity> taken) implements ConfigureOutcome {}

  record Configured(long version) implements ConfigureOutcome {}
}
