package org.onsale.orders;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Drafts;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventChange;
import org.onsale.catalog.PlanCategory;
import org.onsale.catalog.PoolDetails;
import org.onsale.catalog.VenueDetails;
import org.onsale.seating.ImportOutcome;
import org.onsale.seating.Plans;
import org.onsale.seating.SeatingPlan;

/**
 * An event on sale in a hall with seats 0 to 3 and 4 to 7 in two rows of the stalls at 30 euros, 8
 * and 9 in the circle at 20 euros, and a pool of three places at 10 euros.
 */
final class SmallHall {
  static final int STALLS = 8;

  private SmallHall() {}

  static Event onSale(Catalog catalog, Plans plans, Publishing publishing) {
    VenueDetails place = new VenueDetails("Hall", "Street 1", "Berlin", "DE", "Europe/Berlin");
    PoolDetails standing = new PoolDetails(null, "Standing", 3, 1000L);
    Event draft = Drafts.withPool(catalog, place, "The Tempest", standing);
    var file = new ByteArrayInputStream(plan().getBytes(StandardCharsets.UTF_8));
    var imported = (ImportOutcome.Imported) plans.importPlan("", file);
    SeatingPlan plan = plans.load(imported.plan(), imported.version());
    var seated =
        (EventChange.Changed)
            catalog.attachPlan(
                draft.id(),
                draft.version(),
                new Event.Plan(plan.plan(), plan.version()),
                plan.categories().stream()
                    .map(each -> new PlanCategory(each.number(), each.name(), each.color()))
                    .toList(),
                Map.of(
                    plan.categories().get(0).number(), 3000L,
                    plan.categories().get(1).number(), 2000L));
    return ((PublishOutcome.Published) publishing.publish(seated.event().id())).event();
  }

  private static String plan() {
    return """
    {"name": "Hall", "size": {"width": 400, "height": 300},
     "categories": [{"name": "Stalls", "color": "#7b2cbf"}, {"name": "Circle", "color": "#2c7bbf"}],
     "zones": [{"name": "Hall", "position": {"x": 100, "y": 50}, "rows": [%s, %s, %s]}]}
    """
        .formatted(row("1", "Stalls", 4), row("2", "Stalls", 4), row("3", "Circle", 2));
  }

  private static String row(String number, String category, int size) {
    List<String> seats = new ArrayList<>();
    for (int seat = 1; seat <= size; seat++) {
      seats.add(
          """
          {"seat_guid": "%s-%d", "seat_number": "%d", "position": {"x": %d, "y": 0},
           "category": "%s"}
          """
              .formatted(number, seat, seat, 10 * seat, category));
    }
    return """
    {"row_number": "%s", "position": {"x": 0, "y": %s0}, "seats": [%s]}
    """
        .formatted(number, number, String.join(",", seats));
  }
}
