package org.onsale.backoffice;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.seating.SeatingPlan;

/**
 * What the script of a map to choose seats on needs.
 *
 * @param seating where the plan is
 * @param availability where it stands which seats are taken; empty when none can be
 * @param categories their numbers and colours: {@code 1:#aa0000 2:#0000aa}
 */
public record SeatMapView(String seating, String availability, String categories) {

  static SeatMapView of(SeatingPlan plan, @Nullable Event event) {
    return new SeatMapView(
        "/api/v1/organiser/plans/" + plan.plan() + "/versions/" + plan.version() + "/seating",
        event == null ? "" : "/api/v1/events/" + event.id() + "/availability",
        plan.categories().stream()
            .map(category -> category.number() + ":" + category.color())
            .collect(Collectors.joining(" ")));
  }
}
