package org.onsale.seating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onsale.seating.PlanFile.SMALL;
import static org.onsale.seating.PlanFile.smallWith;
import static org.onsale.seating.PlanFile.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.NoSuchElementException;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.onsale.platform.Database;
import org.onsale.platform.TestDatabase;

class PlansTest {
  private final Database database = TestDatabase.create().database();
  private final Plans plans = new Plans(database);

  @Test
  void positions_nest_and_labels_hold_the_number() {
    SeatingPlan plan = load(importPlan(SMALL));
    assertThat(plan.seats()).isEqualTo(7);
    assertThat(plan.x(1)).isEqualTo(110.5f);
    assertThat(plan.y(3)).isEqualTo(70.25f);
    assertThat(plan.name(0)).isEqualTo(new SeatName("Stalls", "Reihe 1", "Platz 2"));
    assertThat(plan.name(0).place()).isEqualTo("Stalls, Reihe 1, Platz 2");
    assertThat(plan.name(4).place()).isEqualTo("Stalls, Row 2, Seat 2");
    assertThat(plan.seatNumber(4)).isEqualTo("2");
    assertThat(plan.category(4)).isEqualTo(1);
    assertThat(plan.category(5)).isEqualTo(2);
    assertThat(plan.seatsOf(1)).isEqualTo(5);
    assertThat(plan.categories())
        .containsExactly(
            new SeatingPlan.Category(1, "Stalls", "#7b2cbf"),
            new SeatingPlan.Category(2, "Circle", "#ff0080"));
  }

  @Test
  void rows_know_who_sits_beside_whom_and_where_the_aisles_are() {
    SeatingPlan plan = load(importPlan(SMALL));
    assertThat(plan.rowSeats(0)).containsExactly(0, 1, 2);
    assertThat(plan.runs()).containsExactly(ints(0, 1), ints(2), ints(3, 4), ints(5, 6));
    assertThat(plan.focalPoint()).isEqualTo(new SeatingPlan.Point(109, 60));
  }

  @Test
  void a_row_listed_odd_first_is_put_in_order() {
    String file =
        smallWith(
            "{\"seat_guid\": \"c-A-1\"",
            seat("c-A-5", 5, 40)
                + ","
                + seat("c-A-7", 7, 60)
                + ","
                + seat("c-A-6", 6, 50)
                + ",{\"seat_guid\": \"c-A-1\"");
    SeatingPlan plan = load(importPlan(file));
    assertThat(plan.rowSeats(2)).containsExactly(6, 7, 5, 9, 8);
    assertThat(plan.runs()).endsWith(ints(6, 7, 5), ints(9, 8));
  }

  private static String seat(String guid, int number, int x) {
    return "{\"seat_guid\": \"%s\", \"seat_number\": \"%d\", \"category\": \"Circle\", \"position\": {\"x\": %d, \"y\": 0}}"
        .formatted(guid, number, x);
  }

  @Test
  void a_new_version_keeps_indexes_appends_seats_and_withdraws_what_is_left_out() {
    ImportOutcome.Imported first = importPlan(SMALL);
    String edited =
        smallWith("\"seat_guid\": \"s-1-1\"", "\"seat_guid\": \"new\"")
            .replace("\"name\": \"Stalls\", \"color\"", "\"name\": \"Boxes\", \"color\"")
            .replace("\"category\": \"Stalls\"", "\"category\": \"Boxes\"");
    var second = (ImportOutcome.Imported) plans.importVersion(first.plan(), stream(edited));
    assertThat(second).isEqualTo(new ImportOutcome.Imported(first.plan(), 2, 7));
    SeatingPlan plan = load(second);
    assertThat(plan.seats()).isEqualTo(8);
    assertThat(plan.liveSeats()).isEqualTo(7);
    assertThat(plan.withdrawn(1)).isTrue();
    assertThat(plan.name(1).place()).isEqualTo("Stalls, Reihe 1, Platz 1");
    assertThat(plan.withdrawn(7)).isFalse();
    assertThat(plan.name(7).place()).isEqualTo("Stalls, Reihe 1, Platz 1");
    assertThat(plan.categories())
        .extracting(SeatingPlan.Category::name)
        .containsExactly("Stalls", "Circle", "Boxes");
    assertThat(plan.category(0)).isEqualTo(3);
    assertThat(plan.category(1)).isEqualTo(1);
    assertThat(plan.seatsOf(1)).isZero();
    assertThat(load(first).seats()).isEqualTo(7);
    assertThat(load(first).withdrawn(1)).isFalse();
  }

  @Test
  void a_withdrawn_seat_comes_back_under_its_index() {
    ImportOutcome.Imported first = importPlan(SMALL);
    plans.importVersion(
        first.plan(), stream(smallWith("\"seat_guid\": \"s-1-1\"", "\"seat_guid\": \"new\"")));
    var third = (ImportOutcome.Imported) plans.importVersion(first.plan(), stream(SMALL));
    SeatingPlan plan = load(third);
    assertThat(plan.withdrawn(1)).isFalse();
    assertThat(plan.withdrawn(7)).isTrue();
    assertThat(plan.seats()).isEqualTo(8);
  }

  @Test
  void a_version_needs_its_plan() {
    assertThat(plans.importVersion(77, stream(SMALL))).isEqualTo(new ImportOutcome.UnknownPlan(77));
    assertThatThrownBy(() -> plans.load(77, 1)).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void a_refused_file_changes_nothing() {
    ImportOutcome.Imported first = importPlan(SMALL);
    String bad = smallWith("\"category\": \"Circle\"", "\"category\": \"Loge\"");
    assertThat(plans.importPlan("Bad", stream(bad))).isInstanceOf(ImportOutcome.Refused.class);
    assertThat(plans.importVersion(first.plan(), stream(bad)))
        .isInstanceOf(ImportOutcome.Refused.class);
    assertThat(plans.list(null, 10).items()).hasSize(1);
    assertThat(plans.find(first.plan()).orElseThrow().version()).isEqualTo(1);
  }

  @Test
  void plans_are_listed_newest_first_page_by_page() {
    for (int i = 0; i < 5; i++) {
      plans.importPlan("Hall " + i, stream(SMALL));
    }
    var page = plans.list(null, 2);
    assertThat(page.items()).extracting(PlanSummary::name).containsExactly("Hall 4", "Hall 3");
    page = plans.list(page.next(), 2);
    assertThat(page.items()).extracting(PlanSummary::name).containsExactly("Hall 2", "Hall 1");
    page = plans.list(page.next(), 2);
    assertThat(page.items()).extracting(PlanSummary::name).containsExactly("Hall 0");
    assertThat(page.next()).isNull();
  }

  @Test
  void the_file_names_the_plan_when_nobody_else_does() {
    assertThat(plans.find(importPlan(SMALL).plan()).orElseThrow())
        .satisfies(
            plan -> {
              assertThat(plan.name()).isEqualTo("Small hall");
              assertThat(plan.seats()).isEqualTo(7);
            });
  }

  @Test
  void the_answer_holds_what_the_contract_names() throws IOException {
    SeatingPlan plan = load(importPlan(SMALL));
    JsonNode json = new ObjectMapper().readTree(plan.json().bytes());
    assertThat(json.get("planVersion").asInt()).isEqualTo(1);
    assertThat(json.get("seatCount").asInt()).isEqualTo(7);
    assertThat(json.get("size").toString()).isEqualTo("{\"width\":400,\"height\":300}");
    assertThat(json.get("sections").toString())
        .isEqualTo("[{\"id\":0,\"name\":\"Stalls\"},{\"id\":1,\"name\":\"Circle\"}]");
    assertThat(json.get("rows").get(0).toString())
        .isEqualTo(
            "{\"id\":0,\"section\":0,\"label\":\"Reihe 1\",\"number\":\"1\",\"numberPosition\":\"both\","
                + "\"numbersAt\":[{\"x\":89.5,\"y\":50},{\"x\":169.5,\"y\":50}]}");
    assertThat(json.get("rows").get(1).get("label").asText()).isEqualTo("2");
    assertThat(json.get("seats")).hasSize(7);
    assertThat(json.get("seats").get(1).toString())
        .isEqualTo(
            "{\"index\":1,\"label\":\"Platz 1\",\"number\":\"1\",\"x\":110.5,\"y\":50,\"category\":1,\"row\":0}");
    assertThat(json.get("seats").get(3).toString())
        .isEqualTo("{\"index\":3,\"label\":\"1\",\"x\":100,\"y\":70.25,\"category\":1,\"row\":1}");
    assertThat(json.get("seats").get(2).get("radius").asInt()).isEqualTo(6);
    assertThat(json.get("areas").get(0).toString())
        .isEqualTo(
            "{\"shape\":\"polygon\",\"points\":[{\"x\":0,\"y\":0},{\"x\":90,\"y\":0},{\"x\":45,\"y\":20.5}],"
                + "\"x\":100,\"y\":10,\"rotation\":0,\"color\":\"#dddddd\"}");
    assertThat(json.get("areas").get(1).get("borderColor").asText()).isEqualTo("#000080");
    assertThat(json.get("areas").get(4).toString())
        .isEqualTo(
            "{\"shape\":\"text\",\"x\":108,\"y\":59,\"rotation\":0,\"text\":{\"text\":\"Bühne\",\"x\":1,"
                + "\"y\":1,\"size\":18,\"color\":\"#333333\"}}");
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(plan.json().gzip()))) {
      assertThat(unpacked.readAllBytes()).isEqualTo(plan.json().bytes());
    }
  }

  @Test
  void columns_hold_the_same_seats_as_the_list() throws IOException {
    SeatingPlan plan = load(importPlan(SMALL));
    JsonNode list = new ObjectMapper().readTree(plan.json().bytes());
    JsonNode json = new ObjectMapper().readTree(plan.columns().bytes());
    JsonNode columns = json.get("seatColumns");
    assertThat(json.has("seats")).isFalse();
    assertThat(json.get("rows")).isEqualTo(list.get("rows"));
    assertThat(plan.columns().etag()).isNotEqualTo(plan.json().etag());
    double[] x = sums(sums(numbers(columns.get("x"))));
    double[] y = sums(sums(numbers(columns.get("y"))));
    double[] index = sums(numbers(columns.get("index")));
    double[] row = sums(numbers(columns.get("row")));
    double[] category = sums(numbers(columns.get("category")));
    double[] radius = sums(numbers(columns.get("radius")));
    for (int k = 0; k < list.get("seats").size(); k++) {
      JsonNode seat = list.get("seats").get(k);
      assertThat(index[k]).isEqualTo(seat.get("index").asInt());
      assertThat(x[k] / 100).isEqualTo(seat.get("x").asDouble());
      assertThat(y[k] / 100).isEqualTo(seat.get("y").asDouble());
      assertThat(row[k]).isEqualTo(seat.get("row").asInt());
      assertThat(category[k]).isEqualTo(seat.get("category").asInt());
      assertThat(radius[k] / 100).isEqualTo(seat.path("radius").asDouble(0));
      String label = seat.get("label").asText();
      assertThat(columns.get("label").get(k).asText()).isEqualTo(label);
      assertThat(columns.get("number").get(k).asText())
          .isEqualTo(seat.path("number").asText(label));
    }
  }

  private static double[] numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  private static double[] sums(double[] differences) {
    double[] sums = differences.clone();
    for (int k = 1; k < sums.length; k++) {
      sums[k] += sums[k - 1];
    }
    return sums;
  }

  @Test
  void withdrawn_seats_and_their_empty_rows_are_not_in_the_answer() throws IOException {
    ImportOutcome.Imported first = importPlan(SMALL);
    int circle = SMALL.indexOf("    {\n      \"name\": \"Circle\", \"position\"");
    String withoutCircle = SMALL.substring(0, circle).stripTrailing();
    withoutCircle = withoutCircle.substring(0, withoutCircle.length() - 1) + "]}";
    var second = (ImportOutcome.Imported) plans.importVersion(first.plan(), stream(withoutCircle));
    SeatingPlan plan = load(second);
    JsonNode json = new ObjectMapper().readTree(plan.json().bytes());
    assertThat(json.get("sections")).hasSize(1);
    assertThat(json.get("rows")).hasSize(2);
    assertThat(json.get("seats")).hasSize(5);
    assertThat(json.get("seatCount").asInt()).isEqualTo(7);
    assertThat(plan.name(6).place()).isEqualTo("Circle, Row A, Seat 2");
    assertThat(plan.json().etag()).isNotEqualTo(load(first).json().etag());
  }

  private ImportOutcome.Imported importPlan(String json) {
    return (ImportOutcome.Imported) plans.importPlan("", stream(json));
  }

  /** As a node that has never seen it. */
  private SeatingPlan load(ImportOutcome.Imported imported) {
    return new Plans(database).load(imported.plan(), imported.version());
  }

  private static int[] ints(int... values) {
    return values;
  }
}
