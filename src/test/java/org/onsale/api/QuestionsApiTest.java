package org.onsale.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Drafts;
import org.onsale.catalog.Event;
import org.onsale.identity.Tokens;
import org.onsale.orders.Publishing;
import org.onsale.platform.RunningDatabase;

/** Questions from the organiser to the order and the file of attendees, by HTTP. */
@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class QuestionsApiTest {
  private static final String QUESTIONS =
      """
      {"version": %d, "names": "required",
       "questions": [{"label": "Diet", "kind": "choice", "per": "ticket", "required": true,
                      "choices": ["Meat", "None"]},
                     {"label": "By car?", "kind": "yes_no", "per": "order"}]}
      """;

  @Inject Tokens tokens;
  @Inject Catalog catalog;
  @Inject Publishing publishing;

  private String token = "";
  private Event event;

  @BeforeEach
  void an_event_that_asks() {
    token = tokens.issueOrganiser("questions test");
    Event draft = Drafts.standing(catalog, "Asking night");
    publishing.publish(draft.id());
    event = catalog.event(draft.id()).orElseThrow();
    organiser()
        .body(QUESTIONS.formatted(event.version()))
        .put("/api/v1/organiser/events/" + event.id() + "/questions")
        .then()
        .statusCode(200)
        .body("questions.id", contains(1, 2));
  }

  private RequestSpecification organiser() {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  private String hold(int places) {
    String hold = UUID.randomUUID().toString();
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("pools", List.of(Map.of("id", 1, "quantity", places))))
        .put("/api/v1/events/" + event.id() + "/holds/" + hold)
        .then()
        .statusCode(201);
    return hold;
  }

  private ValidatableResponse order(String hold, List<?> attendees, List<?> answers) {
    return given()
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "event", event.id().toString(),
                "holdId", hold,
                "buyer", Map.of("name", "Ada", "email", "ada@example.org"),
                "attendees", attendees,
                "answers", answers))
        .post("/api/v1/orders")
        .then();
  }

  private static Map<String, Object> attendee(String name, String diet) {
    return Map.of("name", name, "answers", List.of(Map.of("question", 1, "answer", diet)));
  }

  @Test
  void buyers_see_what_is_asked() {
    given()
        .get("/api/v1/events/" + event.id())
        .then()
        .body("names", is("required"))
        .body("questions.label", contains("Diet", "By car?"))
        .body("questions[0].choices", contains("Meat", "None"))
        .body("questions[1].maxLength", nullValue());
  }

  @Test
  void what_is_missing_is_named_and_what_is_answered_is_shown_to_buyer_and_organiser() {
    String hold = hold(2);
    order(hold, List.of(attendee("Ada", "Fish"), "Bob"), List.of())
        .statusCode(422)
        .body("errors.field", contains("attendees[0].answers[0]", "attendees[1].answers[0]"));
    order(hold, List.of(attendee("Ada", "Meat"), attendee("", "None")), List.of())
        .statusCode(422)
        .body("errors.field", contains("attendees[1].name"));
    var placed =
        order(
                hold,
                List.of(attendee("Ada", "Meat"), attendee("Bob", "None")),
                List.of(Map.of("question", 2, "answer", "no")))
            .statusCode(201)
            .body("answers.answer", contains("no", "Meat", "None"))
            .body("answers.line", contains(null, 1, 2))
            .extract();
    String code = placed.path("code");
    organiser()
        .get("/api/v1/organiser/events/" + event.id() + "/orders/" + code)
        .then()
        .statusCode(200)
        .body("answers.question", contains("By car?", "Diet", "Diet"));
    organiser()
        .get("/api/v1/organiser/events/" + event.id() + "/attendees.csv")
        .then()
        .statusCode(200)
        .contentType(containsString("text/csv"))
        .header("Content-Disposition", containsString(event.slug() + ".csv"))
        .body(containsString("\"Diet\",\"By car?\""))
        .body(containsString("\"Bob\""));
  }

  @Test
  void nobody_else_gets_the_file() {
    given().get("/api/v1/organiser/events/" + event.id() + "/attendees.csv").then().statusCode(401);
  }
}
