package org.onsale.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
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
import org.onsale.catalog.PoolDetails;
import org.onsale.catalog.VenueDetails;
import org.onsale.identity.Accounts;
import org.onsale.identity.Sessions;
import org.onsale.identity.Tokens;
import org.onsale.orders.Publishing;
import org.onsale.platform.RunningDatabase;

/** Places reserved over the API and the pages, and paid at the box office. */
@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class BoxOfficeApiTest {
  @Inject Tokens tokens;
  @Inject Accounts accounts;
  @Inject Sessions sessions;
  @Inject Catalog catalog;
  @Inject Publishing publishing;

  private String token = "";
  private Event event;
  private String code = "";
  private String secret = "";

  @BeforeEach
  void an_order() {
    token = tokens.issueOrganiser("Eve");
    Event draft =
        Drafts.withPool(
            catalog,
            new VenueDetails("Hall", "Street 1", "Wien", "AT", "Europe/Vienna"),
            "Paid at the door",
            new PoolDetails(null, "Floor", 50, 1000L));
    publishing.publish(draft.id());
    event = catalog.event(draft.id()).orElseThrow();
    policy("{\"hours\": 24}").statusCode(200).body("boxOffice.hours", is(24));
    String hold = UUID.randomUUID().toString();
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("pools", List.of(Map.of("id", 1, "quantity", 2))))
        .put("/api/v1/events/" + event.id() + "/holds/" + hold)
        .then()
        .statusCode(201);
    JsonPath order =
        given()
            .contentType(ContentType.JSON)
            .body(
                Map.of(
                    "event",
                    event.id().toString(),
                    "holdId",
                    hold,
                    "buyer",
                    Map.of("name", "Ann", "email", hold + "@example.org")))
            .post("/api/v1/orders")
            .then()
            .statusCode(201)
            .body("boxOfficeUntil", notNullValue())
            .extract()
            .jsonPath();
    code = order.getString("code");
    secret = order.getString("secret");
  }

  private RequestSpecification organiser() {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  private ValidatableResponse policy(String boxOffice) {
    long version = catalog.event(event.id()).orElseThrow().version();
    return organiser()
        .body("{\"version\": %d, \"boxOffice\": %s}".formatted(version, boxOffice))
        .put("/api/v1/organiser/events/" + event.id() + "/policies")
        .then();
  }

  private ValidatableResponse reserve(String key) {
    return given()
        .contentType(ContentType.JSON)
        .header("Idempotency-Key", key)
        .body(Map.of("secret", secret, "method", "box-office"))
        .post("/api/v1/orders/" + code + "/payments")
        .then();
  }

  private ValidatableResponse order() {
    return given().get("/api/v1/orders/" + code + "?secret=" + secret).then().statusCode(200);
  }

  private ValidatableResponse take() {
    return organiser()
        .post("/api/v1/organiser/events/" + event.id() + "/orders/" + code + "/box-office-payment")
        .then();
  }

  @Test
  void a_reserved_order_stays_pending_until_the_organiser_has_the_money() {
    take()
        .statusCode(409)
        .body("type", is("/problems/order-not-reserved"))
        .body("status", is("pending"));
    String until =
        reserve("k")
            .statusCode(202)
            .body("status", is("reserved"))
            .extract()
            .jsonPath()
            .getString("reservedUntil");
    reserve("k").statusCode(202).body("reservedUntil", is(until));
    order().body("status", is("pending")).body("reservedUntil", is(until)).body("payBy", is(until));
    take().statusCode(200).body("status", is("paid"));
    take()
        .statusCode(200)
        .body("history.reason", hasItems("token Eve took the money at the box office."));
    order()
        .body("status", is("paid"))
        .body("tickets", hasSize(2))
        .body("reservedUntil", nullValue());
  }

  @Test
  void only_organisers_take_money_and_only_events_with_a_box_office_reserve() {
    given()
        .post("/api/v1/organiser/events/" + event.id() + "/orders/" + code + "/box-office-payment")
        .then()
        .statusCode(401);
    policy("null").statusCode(200).body("boxOffice", nullValue());
    order().body("boxOfficeUntil", nullValue());
    reserve("k").statusCode(422).body("errors.field", hasItems("method"));
    policy("{\"hours\": 0}").statusCode(422).body("errors.field", hasItems("boxOffice.hours"));
  }

  @Test
  void buyers_read_of_it_and_reserve_without_a_script() {
    given().get("/api/v1/events/" + event.id()).then().body("boxOffice.hours", is(24));
    given()
        .get("/events/" + event.slug())
        .then()
        .body(containsString("You may reserve and pay at the box office, within 24 hours"));
    String page = "/orders/" + code + "/pay";
    given()
        .get(page + "?secret=" + secret)
        .then()
        .body(containsString("At the box office"), not(containsString("Reserved until")));
    given()
        .redirects()
        .follow(false)
        .formParam("secret", secret)
        .formParam("method", "box-office")
        .formParam("key", "k")
        .post(page)
        .then()
        .statusCode(303);
    given()
        .get(page + "?checking=1&secret=" + secret)
        .then()
        .body(containsString("Reserved until"), not(containsString("At the box office")))
        .body(not(containsString("http-equiv=\"refresh\"")));
  }

  @Test
  void the_office_marks_an_order_as_paid_and_says_where_refunds_are_handed_back() {
    var account = accounts.create("Olga", UUID.randomUUID() + "@example.org", "four random words");
    String cookie = sessions.open(account);
    String page = "/office/events/" + event.id() + "/orders/" + code;
    browser(cookie).get(page).then().body(not(containsString("mark as paid")));
    reserve("k").statusCode(202);
    browser(cookie)
        .get(page)
        .then()
        .body(containsString("mark as paid"), containsString("reserved, to be paid"));
    for (int press = 0; press < 2; press++) {
      browser(cookie)
          .contentType("application/x-www-form-urlencoded; charset=utf-8")
          .formParam("csrf", sessions.find(cookie).orElseThrow().csrf())
          .post(page + "/box-office-payment")
          .then()
          .statusCode(303)
          .header("Location", endsWith("?done=taken"));
    }
    browser(cookie)
        .get(page)
        .then()
        .body(
            containsString(account.email() + " took the money at the box office."),
            not(containsString("mark as paid")));
    browser(cookie)
        .get(page + "/refund?line=1")
        .then()
        .body(containsString("hand the money back there"));
  }

  private static RequestSpecification browser(String cookie) {
    return given()
        .redirects()
        .follow(false)
        .accept("text/html,*/*")
        .cookie(Sessions.COOKIE, cookie);
  }
}
