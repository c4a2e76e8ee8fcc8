package org.onsale.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.onsale.platform.TestDatabase;
import org.onsale.seating.ImportOutcome;
import org.onsale.seating.Plans;
import org.onsale.seating.SeatingPlan;

class DemoPlansTest {
  private final Plans plans = new Plans(TestDatabase.create().database());

  @Test
  void the_theatre_has_about_1200_seats_in_five_categories() {
    SeatingPlan plan = imported(Theatre.draw());
    assertThat(plan.seats()).isBetween(1150, 1250);
    assertThat(plan.categories()).hasSize(5);
    assertThat(plan.name(0).place()).isEqualTo("Stalls, Row A, Seat 1");
    assertThat(plan.rows().stream().filter(row -> row.label().equals("Box 8"))).hasSize(1);
    assertThat(inside(plan)).isTrue();
  }

  @Test
  void the_theatre_says_where_the_view_is_less_than_good() {
    SeatingPlan plan = imported(Theatre.draw());
    assertThat(noted(plan, "Pillar to the left"))
        .containsExactly("Stalls, Row P, Seat 13", "Stalls, Row P, Seat 29");
    assertThat(noted(plan, "Pillar to the right")).hasSize(2);
    assertThat(noted(plan, "Seen from the side: part of the stage is hidden"))
        .hasSize(32)
        .allMatch(place -> place.startsWith("Boxes, "));
    assertThat(noted(plan, "The circle above hides the top of the stage"))
        .allMatch(place -> place.startsWith("Stalls, Row T, "));
  }

  private static List<String> noted(SeatingPlan plan, String note) {
    return IntStream.range(0, plan.seats())
        .filter(seat -> plan.viewNote(seat).equals(note))
        .mapToObj(seat -> plan.name(seat).place())
        .toList();
  }

  @Test
  void the_stadium_has_80000_seats_in_blocks_around_the_pitch() {
    SeatingPlan plan = imported(Stadium.draw());
    assertThat(plan.seats()).isEqualTo(80_000);
    assertThat(plan.sections()).hasSize(108);
    assertThat(plan.name(0).place()).isEqualTo("A1, Row 1, Seat 1");
    for (SeatingPlan.Category category : plan.categories()) {
      assertThat(plan.seatsOf(category.number())).isGreaterThan(2_000);
    }
    assertThat(inside(plan)).isTrue();
  }

  @Test
  void the_club_has_fifteen_tables() {
    SeatingPlan plan = imported(ClubNight.draw());
    assertThat(plan.rows()).hasSize(15);
    assertThat(plan.seats()).isEqualTo(78);
    assertThat(plan.name(0).place()).isEqualTo("Tables, Table 1, Seat 1");
    assertThat(inside(plan)).isTrue();
  }

  private SeatingPlan imported(PlanSketch sketch) {
    var outcome = plans.importPlan("", new ByteArrayInputStream(sketch.json()));
    assertThat(outcome).isInstanceOf(ImportOutcome.Imported.class);
    var imported = (ImportOutcome.Imported) outcome;
    SeatingPlan plan = plans.load(imported.plan(), imported.version());
    return plan;
  }

  /** Whether nothing sticks out of the size that the plan says. */
  private static boolean inside(SeatingPlan plan) {
    SeatingPlan.Box box = plan.bounds();
    return box.x() == 0
        && box.y() == 0
        && box.width() == java.util.Objects.requireNonNull(plan.size()).x()
        && box.height() == java.util.Objects.requireNonNull(plan.size()).y();
  }
}
