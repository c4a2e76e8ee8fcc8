package org.onsale.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Drafts;
import org.onsale.catalog.Event;
import org.onsale.identity.Tokens;
import org.onsale.orders.Publishing;
import org.onsale.platform.RunningDatabase;

/** Policies from the organiser to the buyers' pages, by HTTP. */
@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class PoliciesApiTest {
  private static final String TWO_DAYS =
      """
      {"version": %d, "latePayment": "retake",
       "refunds": {"hoursBefore": 48, "withFees": false, "singleTickets": true}}
      """;

  @Inject Tokens tokens;
  @Inject Catalog catalog;
  @Inject Publishing publishing;

  private String token = "";
  private Event event;

  @BeforeEach
  void an_event_on_sale() {
    token = tokens.issueOrganiser("policies test");
    Event draft = Drafts.standing(catalog, "Promised night");
    publishing.publish(draft.id());
    event = catalog.event(draft.id()).orElseThrow();
  }

  private RequestSpecification organiser() {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  private String policies() {
    return "/api/v1/organiser/events/" + event.id() + "/policies";
  }

  @Test
  void buyers_read_what_the_organiser_set() {
    organiser()
        .body(TWO_DAYS.formatted(event.version()))
        .put(policies())
        .then()
        .statusCode(200)
        .body("latePayment", is("retake"))
        .body("refunds.hoursBefore", is(48));
    given()
        .get("/api/v1/events/" + event.id())
        .then()
        .body("latePayment", is("retake"))
        .body("refunds.singleTickets", is(true))
        .body("refunds.withFees", is(false));
    given()
        .get("/events/" + event.slug())
        .then()
        .body(containsString("You may give tickets back until"))
        .body(containsString("fees do not"));
    String hold = UUID.randomUUID().toString();
    given()
        .contentType(ContentType.JSON)
        .body("{\"pools\": [{\"id\": 1, \"quantity\": 1}]}")
        .put("/api/v1/events/" + event.id() + "/holds/" + hold)
        .then()
        .statusCode(201);
    given()
        .get("/checkout/" + event.slug() + "/" + hold)
        .then()
        .body(containsString("You may give tickets"));
  }

  @Test
  void until_then_nothing_is_given_back() {
    organiser().get(policies()).then().statusCode(200).body("refunds", nullValue());
    given()
        .get("/events/" + event.slug())
        .then()
        .body(containsString("Tickets cannot be given back"));
  }

  @Test
  void a_fault_names_its_field() {
    organiser()
        .body("{\"version\": %d, \"refunds\": {}}".formatted(event.version()))
        .put(policies())
        .then()
        .statusCode(422)
        .body("errors.field", hasItems("refunds.hoursBefore"));
    organiser().body("{}").put(policies()).then().statusCode(422);
    given().get(policies()).then().statusCode(401);
  }
}
