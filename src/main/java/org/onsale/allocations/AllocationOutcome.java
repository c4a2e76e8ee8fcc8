package org.onsale.allocations;

import java.util.List;
import org.onsale.platform.FieldError;

/** What can come of making, changing, filling, emptying and releasing an allocation. */
public sealed interface AllocationOutcome {
  /** It was released: nothing of it can be changed any more. */
  record Over() implements AllocationOutcome {}

  record Refused(List<FieldError> errors) implements AllocationOutcome {}

  /** These seats and pools cannot be had, or are not in it; nothing has changed. */
  record Unavailable(List<Integer> seats, List<Integer> pools) implements AllocationOutcome {}

  record Done(Allocation allocation) implements AllocationOutcome {}
}
