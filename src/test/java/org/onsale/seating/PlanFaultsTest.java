package org.onsale.seating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onsale.seating.PlanFile.SMALL;
import static org.onsale.seating.PlanFile.smallWith;
import static org.onsale.seating.PlanFile.stream;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.onsale.platform.TestDatabase;

/** Each fault of a file, in the words that its author reads. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanFaultsTest {
  private static final String SEAT = "Zone \"Stalls\", row 1, seat 1: ";

  private final Plans plans = new Plans(TestDatabase.create().database());

  @Test
  void a_file_that_is_no_json() {
    assertThat(faults("")).containsExactly("The file is empty");
    assertThat(faults("  \n ")).containsExactly("The file is empty");
    assertThat(faults("[1, 2]")).containsExactly("The file must be an object, not a list");
    assertThat(faults("{\n  \"zones\": oops}"))
        .singleElement()
        .asString()
        .startsWith("The file is not JSON at line 2, column ");
    assertThat(faults(SMALL + "{}")).containsExactly("The file goes on after the end of the plan");
    assertThat(faults(smallWith("\"x\": 10.5", "\"x\": NaN")))
        .singleElement()
        .asString()
        .contains("not JSON")
        .contains("NaN");
    assertThat(faults("{\"name\": 1, \"name\": 2}"))
        .singleElement()
        .asString()
        .contains("Duplicate field 'name'");
    byte[] latin1 = {'{', '"', (byte) 0xfc, '"', ':', '1', '}'};
    assertThat(faults(new ByteArrayInputStream(latin1)))
        .singleElement()
        .asString()
        .startsWith("The file is not JSON");
  }

  @Test
  void a_file_that_nests_too_deep() {
    assertThat(faults("{\"x\": " + "[".repeat(5_000) + "]".repeat(5_000) + "}"))
        .singleElement()
        .asString()
        .startsWith("The file is too large");
  }

  @Test
  void a_file_larger_than_the_limit() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return ' ';
          }

          @Override
          public int read(byte[] into, int from, int length) {
            return length;
          }
        };
    assertThat(faults(endless)).containsExactly("The file is larger than 48 MiB");
  }

  @Test
  void a_plan_without_seats() {
    assertThat(faults("{}")).containsExactly("Categories is missing", "Zones is missing");
    assertThat(faults("{\"categories\": [], \"zones\": []}"))
        .containsExactly("Zones is empty: there must be a zone with a row with a seat");
    assertThat(
            faults(
                "{\"categories\": [], \"zones\": [{\"position\": {\"x\": 0, \"y\": 0}, \"rows\":"
                    + " []}]}"))
        .containsExactly("Zones have no seats: there must be a row with a seat");
  }

  @Test
  void a_seat_that_is_nowhere() {
    String position = ", \"position\": {\"x\": 10.5, \"y\": 0}";
    assertThat(faults(smallWith(position, ""))).containsExactly(SEAT + "position is missing");
    assertThat(faults(smallWith(position, ", \"position\": null")))
        .containsExactly(SEAT + "position is missing");
    assertThat(faults(smallWith(position, ", \"position\": {\"x\": 10.5}")))
        .containsExactly(SEAT + "position.y is missing");
    assertThat(faults(smallWith(position, ", \"position\": [10.5, 0]")))
        .containsExactly(SEAT + "position must be an object, not a list");
    assertThat(faults(smallWith("\"x\": 10.5", "\"x\": \"10.5\"")))
        .containsExactly(SEAT + "position.x must be a number, not the text \"10.5\"");
    assertThat(faults(smallWith("\"x\": 10.5", "\"x\": true")))
        .containsExactly(SEAT + "position.x must be a number, not true");
    assertThat(faults(smallWith("\"x\": 10.5", "\"x\": 1e400")))
        .containsExactly(SEAT + "position.x must lie between -100000 and 100000, not be 1e400");
    assertThat(faults(smallWith("\"x\": 10.5", "\"x\": 99990")))
        .containsExactly(
            SEAT + "position lies farther out than 100000 once zone, row and seat are added up");
  }

  @Test
  void a_seat_without_a_name_or_with_anothers() {
    assertThat(
            faults(
                smallWith(
                    "\"seat_number\": \"1\", \"position\": {\"x\": 10.5",
                    "\"position\": {\"x\": 10.5")))
        .containsExactly("Zone \"Stalls\", row 1, seat no. 2: seat_number is missing");
    assertThat(faults(smallWith("\"seat_guid\": \"s-1-1\", ", "")))
        .containsExactly(SEAT + "seat_guid is missing");
    assertThat(faults(smallWith("\"seat_guid\": \"c-A-1\"", "\"seat_guid\": \"s-1-1\"")))
        .containsExactly(
            "Zone \"Circle\", row A, seat 1: seat_guid \"s-1-1\" belongs to another seat already:"
                + " zone \"Stalls\", row 1, seat 1");
    assertThat(
            faults(
                smallWith(
                    "\"s-1-3\", \"seat_number\": \"3\"", "\"s-1-3\", \"seat_number\": \"1\"")))
        .containsExactly(SEAT + "seat_number is there twice in the row");
    assertThat(faults(smallWith("\"s-1-1\"", "\"" + "x".repeat(201) + '"')))
        .containsExactly(SEAT + "seat_guid has 201 characters; the limit is 200");
    assertThat(faults(smallWith("\"s-1-1\"", "\"a\\u0000b\"")))
        .containsExactly(SEAT + "seat_guid has control characters, which nobody could read");
    assertThat(faults(smallWith("\"s-1-1\"", "{}")))
        .containsExactly(SEAT + "seat_guid must be text, not an object");
  }

  @Test
  void a_category_that_nobody_knows() {
    assertThat(
            faults(
                smallWith(
                    "\"x\": 10.5, \"y\": 0}, \"category\": \"Stalls\"",
                    "\"x\": 10.5, \"y\": 0}, \"category\": \"Loge\"")))
        .containsExactly(SEAT + "category is not among the categories: \"Loge\"");
    assertThat(
            faults(
                smallWith(
                    "\"x\": 10.5, \"y\": 0}, \"category\": \"Stalls\"", "\"x\": 10.5, \"y\": 0}")))
        .containsExactly(SEAT + "category is missing");
    assertThat(
            faults(
                smallWith("{\"name\": \"Circle\", \"color\"", "{\"name\": \"Stalls\", \"color\"")))
        .contains("Category Stalls: name is there twice: Stalls");
    assertThat(faults(smallWith("#7b2cbf", "url(x)")))
        .containsExactly("Category Stalls: color must be a colour such as #7b2cbf, not \"url(x)\"");
    assertThat(faults(smallWith("rgb(255, 0, 128)", "rgb(256, 0, 128)")))
        .containsExactly(
            "Category Circle: color must be a colour such as #7b2cbf, not \"rgb(256, 0, 128)\"");
  }

  @Test
  void a_row_or_zone_that_lacks_something() {
    assertThat(faults(smallWith("\"row_number\": 2, ", "")))
        .containsExactly("Zone \"Stalls\", row no. 2: row_number is missing");
    assertThat(
            faults(
                smallWith(
                    "\"row_number_position\": \"start\"", "\"row_number_position\": \"left\"")))
        .containsExactly(
            "Zone \"Circle\", row A: row_number_position must be start, end, both or none, not"
                + " \"left\"");
    assertThat(
            faults(smallWith("\"name\": \"Circle\", \"position\": {\"x\": 100, \"y\": 200},", "")))
        .containsExactly("Zone no. 2: position is missing");
  }

  @Test
  void an_area_that_cannot_be_drawn() {
    assertThat(faults(smallWith("\"shape\": \"circle\"", "\"shape\": \"star\"")))
        .containsExactly(
            "Zone \"Stalls\", area no. 4: shape must be polygon, rectangle, ellipse, circle or"
                + " text, not \"star\"");
    assertThat(faults(smallWith(", {\"x\": 45, \"y\": 20.5}", "")))
        .containsExactly("Zone \"Stalls\", area no. 1: polygon.points needs three corners or more");
    assertThat(faults(smallWith("\"width\": 30", "\"width\": -30")))
        .containsExactly("Zone \"Stalls\", area no. 2: rectangle must be above zero on both sides");
    assertThat(faults(smallWith("\"radius\": 7", "\"radius\": 0")))
        .contains("Zone \"Stalls\", area no. 4: circle.radius must be above zero, not 0");
    assertThat(faults(smallWith("\"border_color\": \"Navy\"", "\"border_color\": \"nave\"")))
        .containsExactly(
            "Zone \"Stalls\", area no. 2: border_color must be a colour such as #7b2cbf, not"
                + " \"nave\"");
  }

  @Test
  void all_faults_are_told_at_once_in_the_order_of_the_file() {
    String file =
        smallWith("\"seat_guid\": \"c-A-2\"", "\"seat_guid\": \"c-A-1\"")
            .replace("\"x\": 10.5", "\"x\": \"left\"")
            .replace("#7b2cbf", "blurple");
    assertThat(faults(file))
        .containsExactly(
            "Category Stalls: color must be a colour such as #7b2cbf, not \"blurple\"",
            SEAT + "position.x must be a number, not the text \"left\"",
            "Zone \"Circle\", row A, seat 2: seat_guid \"c-A-1\" belongs to another seat already:"
                + " zone \"Circle\", row A, seat 1");
  }

  @Test
  void of_very_many_faults_the_first_are_told_and_all_are_counted() {
    String file =
        PlanFile.rectangular(10, 100).replace("\"category\": \"All\"", "\"category\": \"?\"");
    var refused = (ImportOutcome.Refused) plans.importPlan("", stream(file));
    assertThat(refused.count()).isEqualTo(1000);
    assertThat(refused.errors()).hasSize(Plans.MAX_ERRORS);
    assertThat(refused.errors().getLast().sentence().toString())
        .isEqualTo("Zone \"Field\", row 2, seat 100: category is not among the categories: \"?\"");
    assertThat(refused.errors().getLast().path()).isEqualTo("zones[0].rows[1].seats[99].category");
  }

  @Test
  void more_seats_than_the_limit() {
    assertThat(faults(PlanFile.rectangular(2001, 100)))
        .containsExactly("Zones have 200100 seats; the limit is 200000");
  }

  private List<String> faults(String file) {
    return faults(stream(file));
  }

  private List<String> faults(InputStream file) {
    ImportOutcome outcome = plans.importPlan("", file);
    assertThat(outcome).isInstanceOf(ImportOutcome.Refused.class);
    return ((ImportOutcome.Refused) outcome)
        .errors().stream().map(error -> error.sentence().toString()).toList();
  }
}
