package org.onsale.seating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onsale.seating.PlanFile.SMALL;
import static org.onsale.seating.PlanFile.smallWith;
import static org.onsale.seating.PlanFile.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.onsale.platform.Database;
import org.onsale.platform.TestDatabase;

/** What a plan says about the view from its seats. */
class ViewNotesTest {
  /** The stalls say something, in them row 1, and in that seat 1. */
  private static final String NOTED =
      smallWith("\"zone_id\": \"stalls\"", "\"view_note\": \" Far from the stage \"")
          .replace("\"row_number\": \"1\"", "\"row_number\": \"1\", \"view_note\": \"Rail ahead\"")
          .replace("\"s-1-1\"", "\"s-1-1\", \"view_note\": \"Pillar to the left\"")
          .replace("\"s-1-3\"", "\"s-1-3\", \"view_note\": \"  \"");

  /** The small hall as a node wrote it when there were no notes. */
  private static final String STORED_BEFORE =
      """
      eAFVTy1Pw1AUPa8bLQFDgiGoJgvBdh0JOPqRJahtaZuA3AdtuqQg2BRqiiBRaAQCh0HiMASJQiCQ
      4PYDIOW8vlb0JPeee869t/cVgMBaeDbKMjNlEv4r4N9CQoMezunNYLT2x/ZknED3pxeTLKaRJJZ1
      YNWmqibQKPZFW2A1iKdpbO7MWA6y0fySJZpePzpSIzap2ev3umQB4ZJWwsgNIlkMmNSnWHhPTJL3
      APeezIe6pnTkptE6LQAE7pKNOw58MnimWJQTFsEndx0HcBZsvDHkDQXf+aJ+ZwxLBzj2PqizSgvo
      3stzeh4fLgAZ7o063inAsQaEDdGG6FAYwO4G/28bWL/K8+WQ/e88/92SDGxec6aE8aMK+7FyFGsn
      ef73UPdqSpRKcakkMSRpikqlDNmgT/wDHORJeg==
      """;

  private final Database database = TestDatabase.create().database();
  private final Plans plans = new Plans(database);

  @Test
  void the_innermost_note_counts_and_a_blank_one_is_none() {
    assertThat(notes(load(imported(NOTED))))
        .containsExactly(
            "Rail ahead",
            "Pillar to the left",
            "Rail ahead",
            "Far from the stage",
            "Far from the stage",
            "",
            "");
  }

  @Test
  void a_version_has_its_own_notes_and_a_withdrawn_seat_keeps_what_it_had() {
    ImportOutcome.Imported first = imported(NOTED);
    String edited =
        smallWith("\"seat_guid\": \"s-1-1\"", "\"seat_guid\": \"new\"")
            .replace("\"c-A-2\"", "\"c-A-2\", \"view_note\": \"From the side\"");
    var second = (ImportOutcome.Imported) plans.importVersion(first.plan(), stream(edited));
    assertThat(notes(load(second)))
        .containsExactly("", "Pillar to the left", "", "", "", "", "From the side", "");
    assertThat(load(first).viewNote(0)).isEqualTo("Rail ahead");
  }

  @Test
  void seats_of_another_category_keep_their_notes() {
    ImportOutcome.Imported first = imported(NOTED);
    plans.paint(first.plan(), 1, Set.of(1), 2);
    SeatingPlan painted = plans.load(first.plan(), 2);
    assertThat(painted.category(1)).isEqualTo(2);
    assertThat(notes(painted)).isEqualTo(notes(load(first)));
  }

  @Test
  void the_answer_says_each_note_once_where_it_belongs() throws IOException {
    String twice = NOTED.replace("\"s-1-2\"", "\"s-1-2\", \"view_note\": \"Pillar to the left\"");
    SeatingPlan plan = load(imported(twice));
    JsonNode list = new ObjectMapper().readTree(plan.json().bytes());
    assertThat(list.get("sections").toString())
        .isEqualTo(
            "[{\"id\":0,\"name\":\"Stalls\",\"viewNote\":\"Far from the stage\"},"
                + "{\"id\":1,\"name\":\"Circle\"}]");
    assertThat(list.get("rows").findValuesAsText("viewNote")).containsExactly("Rail ahead");
    assertThat(list.get("seats").get(1).get("viewNote").asText()).isEqualTo("Pillar to the left");
    assertThat(list.get("seats").findValues("viewNote")).hasSize(2);
    JsonNode columns = new ObjectMapper().readTree(plan.columns().bytes());
    assertThat(columns.get("sections")).isEqualTo(list.get("sections"));
    assertThat(columns.get("rows")).isEqualTo(list.get("rows"));
    assertThat(columns.get("seatColumns").get("viewNotes").toString())
        .isEqualTo("[{\"note\":\"Pillar to the left\",\"seats\":[0,1]}]");
  }

  @Test
  void a_plan_without_notes_is_stored_and_answered_as_before_there_were_any() {
    SeatingPlan before = PlanBlob.decode(1, 1, Base64.getMimeDecoder().decode(STORED_BEFORE));
    SeatingPlan plan = load(imported(SMALL));
    assertThat(notes(before)).containsOnly("");
    assertThat(before.json().bytes()).isEqualTo(plan.json().bytes());
    assertThat(PlanBlob.encode(plan)).isEqualTo(Base64.getMimeDecoder().decode(STORED_BEFORE));
    assertThat(plan.columns().bytes()).asString().doesNotContain("viewNote");
  }

  @Test
  void a_note_of_a_whole_stand_costs_no_more_than_its_words() {
    String field = PlanFile.rectangular(400, 200);
    String noted =
        field.replace("\"name\": \"Field\", \"pos", "\"view_note\": \"Far away\", \"pos");
    int without = load(imported(field)).columns().gzip().length;
    assertThat(load(imported(noted)).viewNote(79_999)).isEqualTo("Far away");
    assertThat(load(imported(noted)).columns().gzip().length).isLessThan(without + 40);
  }

  @Test
  void notes_that_nobody_could_read_are_refused_with_their_places() {
    String long101 = "x".repeat(101);
    String bad =
        smallWith("\"zone_id\": \"stalls\"", "\"view_note\": \"" + long101 + "\"")
            .replace("\"row_number\": \"A\"", "\"row_number\": \"A\", \"view_note\": [1]")
            .replace("\"s-1-1\"", "\"s-1-1\", \"view_note\": \"a\\u0007b\"");
    var refused = (ImportOutcome.Refused) plans.importPlan("", stream(bad));
    assertThat(refused.errors())
        .extracting(error -> error.path() + " | " + error.sentence())
        .containsExactly(
            "zones[0].view_note | Zone \"Stalls\": view_note has 101 characters; the limit is 100",
            "zones[0].rows[0].seats[1].view_note | Zone \"Stalls\", row 1, seat 1: view_note has"
                + " control characters, which nobody could read",
            "zones[1].rows[0].view_note | Zone \"Circle\", row A: view_note must be text, not a"
                + " list");
    assertThat(
            imported(
                smallWith("\"s-1-1\"", "\"s-1-1\", \"view_note\": \"" + "x".repeat(100) + '"')))
        .isNotNull();
  }

  private ImportOutcome.Imported imported(String file) {
    return (ImportOutcome.Imported) plans.importPlan("", stream(file));
  }

  /** As a node that has never seen it. */
  private SeatingPlan load(ImportOutcome.Imported imported) {
    return new Plans(database).load(imported.plan(), imported.version());
  }

  private static List<String> notes(SeatingPlan plan) {
    return IntStream.range(0, plan.seats()).mapToObj(plan::viewNote).toList();
  }
}
