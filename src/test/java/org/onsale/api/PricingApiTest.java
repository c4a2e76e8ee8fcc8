package org.onsale.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.HashMap;
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

/** Ticket types, fees, tax and promo codes from the organiser to the order, by HTTP. */
@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class PricingApiTest {
  private static final String CHILD_AND_FEES =
      """
      {"version": %d,
       "ticketTypes": [{"name": "Child", "prices": [{"pool": 1, "price": 500}], "maxPerOrder": 3},
                       {"name": "Member", "prices": [{"pool": 1, "price": 900}], "needsCode": true}],
       "fees": [{"name": "Booking fee", "per": "ticket", "value": 100},
                {"name": "Presale fee", "per": "percent", "value": 1000, "included": true}],
       "tax": {"name": "VAT", "rate": 1900, "included": true},
       "promoCodes": [{"code": "half", "kind": "percent", "value": 5000, "limit": 1}]}
      """;

  @Inject Tokens tokens;
  @Inject Catalog catalog;
  @Inject Publishing publishing;

  private String token = "";
  private Event event;

  @BeforeEach
  void an_event_on_sale() {
    token = tokens.issueOrganiser("pricing test");
    Event draft = Drafts.standing(catalog, "Priced night");
    publishing.publish(draft.id());
    event = catalog.event(draft.id()).orElseThrow();
  }

  private RequestSpecification organiser() {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  private String pricing() {
    return "/api/v1/organiser/events/" + event.id() + "/pricing";
  }

  private void setPriceList() {
    organiser()
        .body(CHILD_AND_FEES.formatted(event.version()))
        .put(pricing())
        .then()
        .statusCode(200)
        .body("ticketTypes.id", contains(1, 2))
        .body("promoCodes[0].code", is("HALF"));
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

  private ValidatableResponse quote(Map<String, Object> body) {
    return given()
        .contentType(ContentType.JSON)
        .body(body)
        .post("/api/v1/events/" + event.id() + "/quotes")
        .then();
  }

  private ValidatableResponse order(String hold, String email, Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("event", event.id().toString());
    body.put("holdId", hold);
    body.put("buyer", Map.of("name", "Ada", "email", email));
    return given().contentType(ContentType.JSON).body(body).post("/api/v1/orders").then();
  }

  @Test
  void an_event_without_a_price_list_answers_as_ever() {
    given()
        .get("/api/v1/events/" + event.id())
        .then()
        .body("ticketTypes", nullValue())
        .body("fees", nullValue())
        .body("tax", nullValue())
        .body("takesPromoCodes", nullValue());
    order(hold(2), "ada@example.org", Map.of())
        .statusCode(201)
        .body("total.amount", is(2000))
        .body("fee", nullValue())
        .body("tax", nullValue())
        .body("lines[0].type", nullValue());
  }

  @Test
  void the_public_sees_types_fees_and_tax_and_no_promo_code() {
    setPriceList();
    String answer =
        given()
            .get("/api/v1/events/" + event.id())
            .then()
            .body("pools[0].price.amount", is(1000))
            .body("ticketTypes.name", contains("Child", "Member"))
            .body("ticketTypes[0].prices[0].price.amount", is(500))
            .body("ticketTypes[1].needsCode", is(true))
            .body("fees[0].amount.amount", is(100))
            .body("fees[1].basisPoints", is(1000))
            .body("tax.rate", is(1900))
            .body("takesPromoCodes", is(true))
            .extract()
            .asString();
    org.assertj.core.api.Assertions.assertThat(answer).doesNotContain("HALF");
  }

  @Test
  void an_order_costs_what_was_quoted() {
    setPriceList();
    String hold = hold(3);
    Map<String, Object> choice =
        Map.of("tickets", List.of(Map.of("pool", 1, "type", 1)), "promoCode", "Half");
    Map<String, Object> ofHold = new HashMap<>(choice);
    ofHold.put("holdId", hold);
    // 250 + 100, 500 + 100 twice
    quote(ofHold)
        .statusCode(200)
        .body("total.amount", is(1550))
        .body("discount.amount", is(1250))
        .body("fees[0].amount.amount", is(300))
        .body("fees[1].included", is(true))
        .body("tax.amount.amount", is(56 + 96 + 96));
    String path =
        order(hold, "ada@example.org", choice)
            .statusCode(201)
            .body("total.amount", is(1550))
            .body("lines.type", contains(equalTo("Child"), nullValue(), nullValue()))
            .extract()
            .path("code");
    organiser().get(pricing()).then().body("promoUses.HALF", is(1));
    order(hold(1), "bob@example.org", Map.of("promoCode", "HALF"))
        .statusCode(409)
        .body("type", endsWith("/promo-code-used-up"))
        .body("errors[0].field", is("promoCode"));
    org.assertj.core.api.Assertions.assertThat(path).startsWith("A");
  }

  @Test
  void seats_and_places_are_quoted_without_a_hold() {
    setPriceList();
    Map<String, Object> two = Map.of("pools", List.of(Map.of("id", 1, "quantity", 2)));
    quote(two).statusCode(200).body("total.amount", is(2200));
    quote(Map.of()).statusCode(422).body("errors[0].field", is("seats"));
    quote(Map.of("seats", List.of(5), "pools", List.of(Map.of("id", 9, "quantity", 1))))
        .statusCode(422)
        .body("errors.field", containsInAnyOrder("seats[0]", "pools[0].id"));
    quote(Map.of("holdId", UUID.randomUUID().toString())).statusCode(410);
  }

  @Test
  void what_cannot_be_had_is_named() {
    setPriceList();
    String hold = hold(1);
    order(hold, "ada@example.org", Map.of("tickets", List.of(Map.of("pool", 1, "type", 2))))
        .statusCode(422)
        .body("errors.field", contains("promoCode"));
    order(hold, "ada@example.org", Map.of("tickets", List.of(Map.of("type", 2))))
        .statusCode(422)
        .body("errors.field", contains("tickets[0]"));
    order(hold, "ada@example.org", Map.of("promoCode", "NOTHING"))
        .statusCode(422)
        .body("errors.field", contains("promoCode"));
    order(hold, "ada@example.org", Map.of()).statusCode(201);
  }

  @Test
  void a_price_list_from_an_old_version_is_a_conflict_and_faults_are_named() {
    setPriceList();
    organiser()
        .body(CHILD_AND_FEES.formatted(event.version()))
        .put(pricing())
        .then()
        .statusCode(409)
        .body("type", endsWith("/changed-meanwhile"));
    organiser()
        .body(Map.of("version", event.version() + 1, "fees", List.of(Map.of("name", "Fee"))))
        .put(pricing())
        .then()
        .statusCode(422)
        .body("errors.field", containsInAnyOrder("fees[0].per", "fees[0].value"));
    organiser()
        .body(
            """
            {"version": %d, "promoCodes": [{"code": "HALF", "kind": "percent", "value": 5000,
             "categories": [1, null]}]}
            """
                .formatted(event.version() + 1))
        .put(pricing())
        .then()
        .statusCode(422)
        .body("errors.field", contains("promoCodes[0].categories[1]"));
    given().get(pricing()).then().statusCode(401);
  }
}
