package org.onsale.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Drafts;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventChange;
import org.onsale.catalog.EventDetails;
import org.onsale.notifications.Purchase;
import org.onsale.platform.Problem;
import org.onsale.platform.RunningDatabase;

/** What clients get wrong, on the routes of the contract: never a 500, always a stable type. */
@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class BadInputTest {
  @Inject Purchase purchase;
  @Inject Catalog catalog;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"seats": [99999]}                          | 422 | invalid-input  | seats
          {"seats": [-1]}                             | 422 | invalid-input  | seats[0]
          {"seats": [1, 1]}                           | 422 | invalid-input  | seats[1]
          {"seats": ["one"]}                          | 422 | invalid-input  | seats[0]
          {"seats": [99999999999]}                    | 422 | invalid-input  | seats[0]
          {"pools": [{"id": 1, "quantity": -2}]}      | 422 | invalid-input  | pools[0].quantity
          {"pools": [{"id": 1, "quantity": 0}]}       | 422 | invalid-input  | pools[0].quantity
          {"pools": [{"id": 77, "quantity": 1}]}      | 422 | invalid-input  | pools
          {"pools": [{"id": 1, "quantity": 50}]}      | 422 | over-limit     | seats
          {"bestAvailable": {"quantity": 13}}         | 422 | invalid-input  | bestAvailable.quantity
          {"bestAvailable": {"category": 9, "quantity": 2}} | 422 | invalid-input | bestAvailable.category
          {"replaces": "x", "seats": [1]}             | 422 | invalid-input  | replaces
          {}                                          | 422 | invalid-input  | seats
          {"chairs": [1]}                             | 422 | invalid-input  | chairs
          """)
  void a_field_at_fault_is_named(String body, int status, String type, String field) {
    hold(event().slug(), UUID.randomUUID().toString(), body)
        .statusCode(status)
        .body("type", equalTo("/problems/" + type))
        .body("errors.field", hasItem(field));
  }

  @Test
  void what_is_no_json_is_told_with_its_place() {
    hold(event().slug(), UUID.randomUUID().toString(), "{\"seats\": [1")
        .statusCode(400)
        .body("type", equalTo("/problems/malformed-json"))
        .body("line", equalTo(1));
  }

  @Test
  void an_unknown_event_is_not_found_on_every_route() {
    for (String path : new String[] {"", "/seating", "/availability", "/live"}) {
      given()
          .get("/api/v1/events/no-such-event" + path)
          .then()
          .statusCode(404)
          .contentType(startsWith(Problem.MEDIA_TYPE))
          .body("type", equalTo("/problems/not-found"));
    }
    hold("no-such-event", UUID.randomUUID().toString(), "{\"seats\": [1]}").statusCode(404);
  }

  @Test
  void a_hold_id_that_is_no_uuid_is_named() {
    hold(event().slug(), "my-hold", "{\"seats\": [1]}")
        .statusCode(422)
        .body("errors.field", hasItem("holdId"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"events/1/holds/{3d2032b4}", "events/a|b", "events/%zz/live", "events/%"})
  void an_address_that_is_none_is_told_so(String path) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
      String request = "GET /api/v1/" + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer)
          .startsWith("HTTP/1.1 400")
          .contains("application/problem+json", "\"type\":\"/problems/bad-request\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void a_method_that_a_hold_does_not_know_is_told_which_it_knows(String method) {
    given()
        .request(method, "/api/v1/events/1/holds/" + UUID.randomUUID())
        .then()
        .statusCode(405)
        .header("Allow", equalTo("DELETE, PUT"))
        .body("type", equalTo("/problems/method-not-allowed"));
  }

  @Test
  void a_page_holds_at_least_one() {
    for (int limit : new int[] {0, -1}) {
      given()
          .get("/api/v1/events?limit=" + limit)
          .then()
          .statusCode(422)
          .body("errors.field", hasItem("limit"));
    }
    given().get("/api/v1/events?limit=1000").then().statusCode(200);
  }

  @Test
  void a_body_of_ten_megabytes_is_refused() {
    hold(event().slug(), UUID.randomUUID().toString(), "x".repeat(10_000_000))
        .statusCode(413)
        .body("type", equalTo("/problems/body-too-large"));
  }

  @Test
  void nothing_is_held_before_the_sale_and_after_it() {
    Event event = event();
    String body = "{\"pools\": [{\"id\": 1, \"quantity\": 1}]}";
    hold(event.slug(), UUID.randomUUID().toString(), body).statusCode(201);
    for (Duration opens : new Duration[] {Duration.ofDays(1), Duration.ofDays(-3)}) {
      event = moveSale(event, Instant.now().plus(opens));
      hold(event.id().toString(), UUID.randomUUID().toString(), body)
          .statusCode(409)
          .body("type", equalTo("/problems/not-on-sale"));
    }
  }

  /** The sale lasts a day now. */
  private Event moveSale(Event event, Instant opens) {
    Instant closes = opens.plus(Duration.ofDays(1));
    EventDetails details = Drafts.details(event, opens, closes, event.currency().getCurrencyCode());
    return ((EventChange.Changed) catalog.update(event.id(), event.version(), details)).event();
  }

  private Event event() {
    return purchase.event("Bad input " + UUID.randomUUID());
  }

  private static ValidatableResponse hold(String event, String id, String body) {
    return given()
        .contentType("application/json")
        .body(body)
        .put("/api/v1/events/" + event + "/holds/" + id)
        .then()
        .contentType(startsWith("application/"));
  }
}
