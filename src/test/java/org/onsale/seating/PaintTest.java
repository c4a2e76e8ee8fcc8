package org.onsale.seating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onsale.seating.PlanFile.SMALL;
import static org.onsale.seating.PlanFile.stream;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.onsale.platform.TestDatabase;

class PaintTest {
  private static final int CIRCLE = 2;

  private final Plans plans = new Plans(TestDatabase.create().database());
  private final long plan = ((ImportOutcome.Imported) plans.importPlan("", stream(SMALL))).plan();

  @Test
  void painted_seats_have_the_category_in_a_new_version_and_all_else_stays() {
    assertThat(plans.paint(plan, 1, Set.of(0, 4), CIRCLE))
        .isEqualTo(new Plans.PaintOutcome.Painted(2));

    SeatingPlan before = plans.load(plan, 1);
    SeatingPlan after = plans.load(plan, 2);
    assertThat(before.seatsOf(CIRCLE)).isEqualTo(2);
    assertThat(after.seatsOf(CIRCLE)).isEqualTo(4);
    assertThat(after.category(0)).isEqualTo(CIRCLE);
    assertThat(after.category(4)).isEqualTo(CIRCLE);
    assertThat(after.category(1)).isEqualTo(1);
    assertThat(after.liveSeats()).isEqualTo(before.liveSeats());
    assertThat(after.areas()).isEqualTo(before.areas());
    assertThat(after.categories()).isEqualTo(before.categories());
    assertThat(after.name(2)).isEqualTo(before.name(2));
    assertThat(after.x(2)).isEqualTo(before.x(2));
  }

  @Test
  void who_paints_second_from_one_version_is_told_and_changes_nothing() {
    plans.paint(plan, 1, Set.of(0), CIRCLE);
    assertThat(plans.paint(plan, 1, Set.of(1), CIRCLE))
        .isEqualTo(new Plans.PaintOutcome.Overtaken());
    assertThat(plans.find(plan).orElseThrow().version()).isEqualTo(2);
    assertThat(plans.load(plan, 2).category(1)).isEqualTo(1);
  }

  @Test
  void nobody_paints_a_plan_that_is_not_there() {
    assertThat(plans.paint(plan + 1, 1, Set.of(0), CIRCLE))
        .isEqualTo(new Plans.PaintOutcome.NoSuchPlan());
  }

  @Test
  void a_refused_file_is_drawn_with_a_mark_where_each_fault_is() {
    String broken =
        SMALL
            .replace("\"seat_guid\": \"s-1-2\", ", "")
            .replace(
                "\"seat_number\": \"2\", \"position\": {\"x\": 10, \"y\": 0}, \"category\":"
                    + " \"Stalls\"",
                "\"seat_number\": \"2\", \"category\": \"Stalls\"");
    var refused = (ImportOutcome.Refused) plans.importPlan("", stream(broken));
    assertThat(refused.errors()).hasSize(2);
    assertThat(refused.sketch().seats()).hasSize(6);
    assertThat(refused.sketch().marks())
        .containsExactly(
            new PlanSketch.Mark(1, new SeatingPlan.Point(100, 50)),
            // The seat has no place of its own: its row has.
            new PlanSketch.Mark(2, new SeatingPlan.Point(100, 70.25f)));
  }

  @Test
  void a_file_that_is_no_plan_has_nothing_to_draw() {
    var refused = (ImportOutcome.Refused) plans.importPlan("", stream("[]"));
    assertThat(refused.sketch().seats()).isEmpty();
    assertThat(refused.sketch().marks()).isEmpty();
  }
}
