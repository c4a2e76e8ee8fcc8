package org.onsale.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.onsale.platform.TestDatabase;
import org.onsale.seating.ImportOutcome;
import org.onsale.seating.Plans;
import org.onsale.seating.SeatingPlan;

class PickedSeatsTest {
  private static final String FILE =
      """
      {"name": "Hall", "categories": [{"name": "All", "color": "#aa0000"}],
       "zones": [{"name": "Stalls", "position": {"x": 0, "y": 0}, "rows": [
         {"row_number": "1", "position": {"x": 0, "y": 0}, "seats": [%s]}]}]}
      """;

  private final Plans plans = new Plans(TestDatabase.create().database());

  private SeatingPlan plan(int from, int to, long plan) {
    var seats = new StringBuilder();
    for (int seat = from; seat <= to; seat++) {
      seats
          .append(seats.isEmpty() ? "" : ",")
          .append(
              ("{\"seat_guid\": \"%1$d\", \"seat_number\": \"%1$d\", \"category\": \"All\","
                      + " \"position\": {\"x\": %2$d, \"y\": 0}}")
                  .formatted(seat, 20 * seat));
    }
    var file = new ByteArrayInputStream(FILE.formatted(seats).getBytes(StandardCharsets.UTF_8));
    var imported =
        (ImportOutcome.Imported)
            (plan == 0 ? plans.importPlan("", file) : plans.importVersion(plan, file));
    return plans.load(imported.plan(), imported.version());
  }

  @Test
  void ranges_and_single_seats_are_read() {
    assertThat(PickedSeats.of("0-2,4", plan(1, 6, 0)).stream()).containsExactly(0, 1, 2, 4);
    assertThat(PickedSeats.of("", plan(1, 6, 0)).isEmpty()).isTrue();
  }

  @Test
  void what_is_no_seat_of_the_plan_means_nothing() {
    SeatingPlan plan = plan(1, 4, 0);
    assertThat(PickedSeats.of("2-999999999,5-1,-1,x,7,3-,99999999999", plan).stream())
        .containsExactly(2, 3);
    SeatingPlan later = plan(2, 4, plan.plan());
    assertThat(PickedSeats.of("0-3", later).stream()).containsExactly(1, 2, 3);
  }
}
