package org.onsale.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.onsale.platform.Eventually.eventually;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Event;
import org.onsale.identity.Tokens;
import org.onsale.inventory.Command;
import org.onsale.inventory.Inventory;
import org.onsale.notifications.Purchase;
import org.onsale.orders.Recovery;
import org.onsale.platform.Database;
import org.onsale.platform.RunningDatabase;

/** A payment without an answer, whose seat somebody else has when the money is found. */
@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class OffersApiTest {
  @Inject Purchase purchase;
  @Inject Inventory inventory;
  @Inject Recovery recovery;
  @Inject Database database;
  @Inject Tokens tokens;

  /** From the seat that is offered in place of the one beside it. */
  private static final String VIEW = "Pillar to the left";

  private Event event;
  private String code = "";
  private String secret = "";

  @BeforeEach
  void late_money() throws Exception {
    event = purchase.seated("Offered " + UUID.randomUUID(), "1-2", VIEW);
    String hold = hold();
    JsonPath order =
        given()
            .contentType(ContentType.JSON)
            .body(
                Map.of(
                    "event", event.id().toString(),
                    "holdId", hold,
                    "buyer", Map.of("name", "Ada", "email", "ada@example.org")))
            .post("/api/v1/orders")
            .then()
            .statusCode(201)
            .extract()
            .jsonPath();
    code = order.getString("code");
    secret = order.getString("secret");
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("secret", secret, "method", "sandbox", "outcome", "timeout"))
        .post("/api/v1/orders/" + code + "/payments")
        .then()
        .statusCode(202);
    due("1 hour");
    // As its expiry would.
    inventory
        .ask(event.id(), new Command.Release(UUID.fromString(hold), code))
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);
    hold();
    due("0");
    recovery.run();
    // Or the application itself has taken it up in between.
    eventually().untilAsserted(() -> order().body("status", equalTo("offered")));
  }

  /** When recovery looks at the order. */
  private void due(String in) {
    String due = "UPDATE customer_order SET next_step_at = now() + ?::interval WHERE code = ?";
    database.jdbi().useHandle(handle -> handle.execute(due, in, code));
  }

  private String hold() {
    String hold = UUID.randomUUID().toString();
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("seats", List.of(0)))
        .put("/api/v1/events/" + event.id() + "/holds/" + hold)
        .then()
        .statusCode(201);
    return hold;
  }

  private ValidatableResponse order() {
    return given().get("/api/v1/orders/" + code + "?secret=" + secret).then().statusCode(200);
  }

  private ValidatableResponse answer(String how) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("secret", secret))
        .post("/api/v1/orders/" + code + "/offer/" + how)
        .then();
  }

  @Test
  void the_order_shows_what_is_offered_and_its_buyer_takes_it() {
    int seat =
        order()
            .body("status", equalTo("offered"), "offer.places", hasSize(1))
            .body("offer.places[0].seat", not(equalTo(0)), "offer.places[0].viewNote", is(VIEW))
            .extract()
            .path("offer.places[0].seat");
    answer("acceptance").statusCode(200).body("status", equalTo("paid"));
    answer("acceptance").statusCode(200);
    order().body("status", equalTo("paid"), "tickets[0].seat", equalTo(seat));
    answer("refusal")
        .statusCode(409)
        .body("type", endsWith("offer-answered"), "answer", equalTo("accepted"));
  }

  @Test
  void who_declines_gets_the_money_back_at_once() {
    answer("refusal").statusCode(200).body("status", equalTo("cancelled"));
    answer("refusal").statusCode(200);
    answer("acceptance").statusCode(409).body("answer", equalTo("declined"));
    order().body("status", equalTo("cancelled"));
  }

  @Test
  void who_comes_too_late_is_told_so() {
    String over = "UPDATE place_offer SET until = now() WHERE code = ?";
    database.jdbi().useHandle(handle -> handle.execute(over, code));
    answer("acceptance").statusCode(410).body("type", endsWith("offer-over"));
  }

  @Test
  void nobody_answers_without_the_secret() {
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("secret", "guess"))
        .post("/api/v1/orders/" + code + "/offer/acceptance")
        .then()
        .statusCode(404);
    given()
        .contentType(ContentType.JSON)
        .body(Map.of())
        .post("/api/v1/orders/" + code + "/offer/refusal")
        .then()
        .statusCode(404);
  }

  @Test
  void without_scripts_the_page_asks_and_takes_the_answer() {
    String page = "/orders/" + code + "/pay";
    given()
        .get(page + "?checking=1&secret=" + secret)
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("others are held for you"),
                containsString("<span class=\"view-note\">" + VIEW + "</span>"),
                containsString("value=\"accept\""),
                containsString("value=\"decline\"")));
    given()
        .formParam("secret", secret)
        .formParam("answer", "accept")
        .redirects()
        .follow(false)
        .post(page + "/offer")
        .then()
        .statusCode(303);
    given().get(page + "?checking=1&secret=" + secret).then().body(containsString("See you there"));
  }

  @Test
  void the_organiser_sees_that_the_buyer_is_asked() {
    given()
        .auth()
        .oauth2(tokens.issueOrganiser("offers test"))
        .get("/api/v1/organiser/events/" + event.id() + "/orders/" + code)
        .then()
        .statusCode(200)
        .body("status", equalTo("offered"))
        .body("history.reason", hasItem(containsString("Offered instead")));
  }
}
