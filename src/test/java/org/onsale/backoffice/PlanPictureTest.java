package org.onsale.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.onsale.platform.TestDatabase;
import org.onsale.seating.ImportOutcome;
import org.onsale.seating.Plans;
import org.onsale.seating.SeatingPlan;

class PlanPictureTest {
  private static final String AREAS =
      """
      {"shape": "rectangle", "position": {"x": 5, "y": -50}, "rotation": 90, "color": "#00ff00",
       "border_color": "#000000", "rectangle": {"width": 40, "height": 20},
       "text": {"text": "Stage", "position": {"x": 20, "y": 10}, "size": 12}},
      {"shape": "circle", "position": {"x": 0, "y": -90}, "color": "#0000ff",
       "circle": {"radius": 8}}
      """;

  private final Plans plans = new Plans(TestDatabase.create().database());

  @Test
  void a_small_plan_has_a_dot_for_every_seat_over_its_areas() {
    PlanPicture picture = PlanPicture.of(plan(2, 3));
    assertThat(picture.layers()).hasSize(1);
    assertThat(picture.layers().getFirst().path())
        .isEqualTo("M0 0h0M10 0h0M20 0h0M0 12h0M10 12h0M20 12h0");
    assertThat(picture.grounds())
        .containsExactly(
            new PlanPicture.Ground(
                "M0 0H40V20H0Z", "translate(5 -50) rotate(90)", "#00ff00", "#000000"),
            new PlanPicture.Ground(
                "M-8 0A8 8 0 1 1 8 0A8 8 0 1 1 -8 0Z",
                "translate(0 -90) rotate(0)",
                "#0000ff",
                "none"));
    assertThat(picture.words())
        .containsExactly(
            new PlanPicture.Word(
                "Stage", "20", "10", "12", "translate(5 -50) rotate(90)", "currentColor"));
  }

  @Test
  void a_large_plan_has_a_band_for_every_row_from_its_first_seat_to_its_last() {
    String path = PlanPicture.of(plan(200, 65)).layers().getFirst().path();
    assertThat(path.chars().filter(c -> c == 'M')).hasSize(200);
    assertThat(path).contains("M0 0L").contains("L640 0M0 12L").endsWith("L640 2388");
    assertThat(path).hasSizeLessThan(100_000);
  }

  private SeatingPlan plan(int rows, int seats) {
    String written =
        IntStream.range(0, rows).mapToObj(row -> row(row, seats)).collect(Collectors.joining(","));
    String file =
        """
        {"name": "Hall", "categories": [{"name": "Best", "color": "#aa0000"}],
         "zones": [{"name": "Stalls", "position": {"x": 0, "y": 0}, "areas": [%s], "rows": [%s]}]}
        """
            .formatted(AREAS, written);
    var outcome =
        plans.importPlan("", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
    assertThat(outcome).isInstanceOf(ImportOutcome.Imported.class);
    var imported = (ImportOutcome.Imported) outcome;
    return plans.load(imported.plan(), imported.version());
  }

  private static String row(int row, int seats) {
    String written =
        IntStream.range(0, seats)
            .mapToObj(
                seat ->
                    """
                    {"seat_number": "%2$d", "seat_guid": "%1$d-%2$d", "category": "Best",
                     "position": {"x": %3$d, "y": 0}, "radius": 4}
                    """
                        .formatted(row, seat, seat * 10))
            .collect(Collectors.joining(","));
    return """
    {"row_number": "%d", "position": {"x": 0, "y": %d}, "seats": [%s]}
    """
        .formatted(row, row * 12, written);
  }
}
