package org.onsale.seating;

import java.util.List;

/** What came of importing a plan file. */
public sealed interface ImportOutcome {

  /**
   * The file is version {@code version} of plan {@code plan}.
   *
   * @param seats the seats in the file, without those withdrawn
   */
  record Imported(long plan, int version, int seats) implements ImportOutcome {}

  /**
   * The file has faults and nothing was changed.
   *
   * @param errors the first of them (at most {@link Plans#MAX_ERRORS}), in the order of the file
   * @param count how many there are in all
   * @param sketch where they are
   */
  record Refused(List<PlanError> errors, int count, PlanSketch sketch) implements ImportOutcome {
    public Refused {
      errors = List.copyOf(errors);
    }
  }

  /** There is no plan of that number to add a version to. */
  record UnknownPlan(long plan) implements ImportOutcome {}
}
