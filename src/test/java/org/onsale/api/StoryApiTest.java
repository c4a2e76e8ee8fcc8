package org.onsale.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Event;
import org.onsale.identity.Tokens;
import org.onsale.notifications.Purchase;
import org.onsale.orders.Order;
import org.onsale.platform.RunningDatabase;

@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class StoryApiTest {
  @Inject Purchase purchase;
  @Inject Tokens tokens;

  private String token = "";

  @BeforeEach
  void issueToken() {
    token = tokens.issueOrganiser("story test");
  }

  @Test
  void a_seat_tells_who_held_it_who_bought_it_and_who_had_it_when() throws Exception {
    Event event = purchase.seated("Story by seat");
    UUID first = UUID.randomUUID();
    hold(event, first, 1);
    given().delete("/api/v1/events/" + event.id() + "/holds/" + first).then().statusCode(204);
    Order order = purchase.paid(event, List.of(0, 1), "Ada", "Ada.Story@example.org");

    String released =
        story(event, Map.of("seat", "1"))
            .statusCode(200)
            .body("items.kind", contains("hold", "release", "hold", "claim", "confirm"))
            .body("items[0].holdId", equalTo(first.toString()))
            .body("items[0].places", contains("Stalls, Row 1, Seat 2"))
            .body("items[0].expiresAt", notNullValue())
            .body("items[3].order", equalTo(order.code().value()))
            .body("items[3].buyer.name", equalTo("Ada"))
            .body("items[3].customer", notNullValue())
            .body("items[4].seats", contains(0, 1))
            .body("next", nullValue())
            .body("then", nullValue())
            .extract()
            .path("items[1].at");
    story(event, Map.of("seat", "Stalls, row 1, seat 2", "at", released))
        .statusCode(200)
        .body("items.kind", contains("hold", "release"))
        .body("then.status", equalTo("free"))
        .body("then.since.kind", equalTo("release"));
    story(event, Map.of("seat", "stalls 1 2", "at", "2999-01-01T00:00:00Z"))
        .statusCode(200)
        .body("then.status", equalTo("sold"))
        .body("then.since.buyer.email", equalTo("Ada.Story@example.org"));
    story(event, Map.of("seat", "3")).statusCode(200).body("items", empty());
  }

  @Test
  void an_order_a_hold_and_a_buyer_have_their_stories_in_pages() throws Exception {
    Event event = purchase.seated("Story by order");
    Order order = purchase.paid(event, List.of(2), "Bob", "bob.story@example.org");
    purchase.paid(event, List.of(3), "Bob", "bob.story@example.org");
    purchase.paid(event, List.of(1), "Eve", "eve.story@example.org");

    String hold =
        story(event, Map.of("order", order.code().value()))
            .statusCode(200)
            .body("items.kind", contains("hold", "claim", "confirm"))
            .extract()
            .path("items[0].holdId");
    story(event, Map.of("hold", hold)).statusCode(200).body("items", hasSize(3));

    String next =
        story(event, Map.of("buyer", "BOB.story@example.org", "limit", "4"))
            .statusCode(200)
            .body("items", hasSize(4))
            .extract()
            .path("next");
    assertThat(next).isNotNull();
    story(event, Map.of("buyer", "bob.story@example.org", "limit", "4", "cursor", next))
        .statusCode(200)
        .body("items", hasSize(2))
        .body("items[1].kind", is("confirm"))
        .body("next", nullValue());
    story(event, Map.of("buyer", "nobody@example.org")).statusCode(200).body("items", empty());
    story(event, Map.of("hold", UUID.randomUUID().toString()))
        .statusCode(200)
        .body("items", empty());
  }

  @Test
  void what_cannot_be_asked_is_refused_by_its_field() {
    Event event = purchase.seated("Story refused");
    Map<String, Map<String, String>> wrong =
        Map.of(
            "seat", Map.of("seat", "Balcony 99"),
            "hold", Map.of("hold", "1-2-3"),
            "order", Map.of("order", "A1-00000000"),
            "buyer", Map.of("buyer", "bob"),
            "at", Map.of("seat", "1", "at", "yesterday"),
            "cursor", Map.of("seat", "1", "cursor", "x"));
    wrong.forEach(
        (field, query) ->
            story(event, query).statusCode(422).body("errors[0].field", equalTo(field)));
    story(event, Map.of()).statusCode(422).body("errors[0].field", equalTo("seat"));
    story(event, Map.of("seat", "1", "order", "A" + event.id() + "-00000000")).statusCode(422);
    story(event, Map.of("seat", "4")).statusCode(422);
    given().get(path(event)).then().statusCode(401);
    given()
        .auth()
        .oauth2(token)
        .get("/api/v1/organiser/events/no-such/story")
        .then()
        .statusCode(404);
  }

  private static void hold(Event event, UUID id, int seat) {
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("seats", List.of(seat)))
        .put("/api/v1/events/" + event.id() + "/holds/" + id)
        .then()
        .statusCode(201);
  }

  private static String path(Event event) {
    return "/api/v1/organiser/events/" + event.id() + "/story";
  }

  private ValidatableResponse story(Event event, Map<String, String> query) {
    return given().auth().oauth2(token).queryParams(query).get(path(event)).then();
  }
}
