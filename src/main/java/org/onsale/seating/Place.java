package org.onsale.seating;

/** A part of a plan file that faults can be in. */
sealed interface Place
    permits PlanDocument,
        PlanDocument.Category,
        PlanDocument.Zone,
        PlanDocument.Row,
        PlanDocument.Seat,
        PlanDocument.Area {

  /** Such as {@code zones[0].rows[3]}; empty for the file as a whole. */
  String path();
}
