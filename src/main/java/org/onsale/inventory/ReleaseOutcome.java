package org.onsale.inventory;

/** What can come of {@link Command.Release}. */
public sealed interface ReleaseOutcome {
  record Released() implements ReleaseOutcome {}

  /** There is no such hold any more, or there never was. */
  record Gone() implements ReleaseOutcome {}

  /** An order has claimed or bought it; the hold's id alone does not open it. */
  record BelongsToOrder() implements ReleaseOutcome {}
}
