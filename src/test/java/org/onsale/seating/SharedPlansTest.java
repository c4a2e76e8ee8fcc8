package org.onsale.seating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.onsale.platform.TestDatabase;

/** The real plans and bad plans that lie beside the project, when they do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedPlansTest {
  private static final Path FOLDER = Path.of("../shared/plans");

  private final Plans plans = new Plans(TestDatabase.create().database());

  @BeforeAll
  void the_folder_is_there() {
    assumeTrue(Files.isDirectory(FOLDER), FOLDER + " is not there; its plans are not tried");
  }

  @Test
  void the_club_hall_comes_in_with_its_dance_floor() throws IOException {
    SeatingPlan plan = imported("club-hall.json");
    assertThat(plan.seats()).isEqualTo(215);
    assertThat(plan.sections())
        .extracting(SeatingPlan.Section::name)
        .containsExactly("VIP 1", "VIP 2", "VIP 3", "VIP 4", "Super VIP");
    assertThat(plan.categories())
        .extracting(SeatingPlan.Category::name)
        .containsExactly("Super VIP", "VIP");
    assertThat(plan.name(0).place()).isEqualTo("VIP 1, Row 3, Seat 1");
    assertThat(plan.x(0)).isEqualTo(404f);
    assertThat(plan.y(0)).isEqualTo(945f);
    assertThat(plan.areas()).hasSize(1);
    assertThat(plan.focalPoint()).isEqualTo(new SeatingPlan.Point(263 + 659 / 2f, 148 + 659 / 2f));
  }

  @Test
  void the_opera_house_comes_in_with_its_labels_and_shapes() throws IOException {
    SeatingPlan plan = imported("opera-house.json");
    assertThat(plan.seats()).isEqualTo(1608);
    assertThat(plan.name(1).place()).isEqualTo("Parkett, Reihe 1, Platz 21");
    assertThat(plan.x(1)).isEqualTo(1000 - 288.8f);
    assertThat(plan.y(1)).isEqualTo(420 - 47.59f);
    assertThat(plan.focalPoint()).isEqualTo(new SeatingPlan.Point(1000, 195));
    assertThat(plan.bounds().x()).isNegative();
  }

  @Test
  void each_bad_plan_is_refused_with_the_place_and_the_reason() throws IOException {
    assertThat(errors("not-json.json"))
        .isEqualTo(
            "The file is not JSON at line 1, column 33: Unexpected end-of-input: expected close"
                + " marker for Array");
    assertThat(errors("no-seats.json"))
        .isEqualTo("Zones is empty: there must be a zone with a row with a seat");
    assertThat(errors("duplicate-guid.json"))
        .isEqualTo(
            "Zone \"Parkett\", row 1, seat 21: seat_guid \"P-1-23\" belongs to another seat"
                + " already: zone \"Parkett\", row 1, seat 23");
    assertThat(errors("seat-without-position.json"))
        .isEqualTo("Zone \"1. Rang\", row A, seat 6: position is missing");
    assertThat(errors("text-for-number.json"))
        .isEqualTo(
            "Zone \"Parkett\", row 1, seat 21: position.x must be a number, not the text \"left\"");
    assertThat(errors("unknown-category.json"))
        .isEqualTo(
            "Zone \"Parkett\", row 1, seat 21: category is not among the categories: \"Loge\"");
    assertThat(plans.list(null, 200).items()).extracting(PlanSummary::name).doesNotContain("bad");
  }

  private SeatingPlan imported(String file) throws IOException {
    try (InputStream json = Files.newInputStream(FOLDER.resolve(file))) {
      var imported = (ImportOutcome.Imported) plans.importPlan("", json);
      return plans.load(imported.plan(), imported.version());
    }
  }

  private String errors(String file) throws IOException {
    try (InputStream json = Files.newInputStream(FOLDER.resolve("bad").resolve(file))) {
      List<PlanError> errors = ((ImportOutcome.Refused) plans.importPlan("bad", json)).errors();
      return errors.stream()
          .map(error -> error.sentence().toString())
          .collect(Collectors.joining("; "));
    }
  }
}
