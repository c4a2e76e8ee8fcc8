package org.onsale.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.allocations.Openings;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Drafts;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventDetails;
import org.onsale.identity.Tokens;
import org.onsale.orders.Publishing;
import org.onsale.platform.ProblemException;
import org.onsale.platform.RunningDatabase;

/** Presales and prices by date from the organiser to the buyer, by HTTP. */
@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class PhasesApiTest {
  @Inject Tokens tokens;
  @Inject Catalog catalog;
  @Inject Publishing publishing;
  @Inject Openings openings;

  private String token = "";
  private Event event;
  private Instant now;

  /** The public sale opens in a day. */
  @BeforeEach
  void an_event_that_is_announced() {
    token = tokens.issueOrganiser("phases test");
    now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Event draft = Drafts.standing(catalog, "Phased night");
    publishing.publish(draft.id());
    event = catalog.event(draft.id()).orElseThrow();
    catalog.update(
        event.id(),
        event.version(),
        new EventDetails(
            event.name(),
            "",
            event.venue().id(),
            event.startsAt(),
            now.plus(Duration.ofDays(1)),
            event.saleClosesAt(),
            event.holdTime(),
            event.paymentTime(),
            event.limitPerCustomer(),
            "EUR"));
    event = catalog.event(draft.id()).orElseThrow();
  }

  private RequestSpecification organiser() {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  private String organisers(String what) {
    return "/api/v1/organiser/events/" + event.id() + "/" + what;
  }

  private ValidatableResponse presale(Instant from, Instant until, String... codes) {
    Map<String, Object> phase =
        Map.of(
            "name", "Fans",
            "from", from.toString(),
            "until", until.toString(),
            "codes", List.of(codes),
            "limitPerCustomer", 2);
    return organiser()
        .body(Map.of("version", event.version(), "presales", List.of(phase)))
        .put(organisers("presales"))
        .then();
  }

  private ValidatableResponse changeOfPrice(Instant from, long price) {
    Map<String, Object> change = Map.of("pool", 1, "from", from.toString(), "price", price);
    return organiser()
        .body(Map.of("version", event.version(), "changes", List.of(change)))
        .put(organisers("price-changes"))
        .then();
  }

  private ValidatableResponse hold(int places, String... code) {
    Map<String, Object> body = new HashMap<>();
    body.put("pools", List.of(Map.of("id", 1, "quantity", places)));
    if (code.length > 0) {
      body.put("accessCode", code[0]);
    }
    return given()
        .contentType(ContentType.JSON)
        .body(body)
        .put("/api/v1/events/" + event.id() + "/holds/" + UUID.randomUUID())
        .then();
  }

  private ValidatableResponse details() {
    return given().get("/api/v1/events/" + event.id()).then();
  }

  @Test
  void a_presale_lets_in_who_has_the_code_and_tells_the_others_when_to_come_again() {
    presale(now.minusSeconds(60), now.plus(Duration.ofHours(1)), "fanclub")
        .statusCode(200)
        .body("presales[0].codes", contains("FANCLUB"));
    details()
        .body("status", is("presale"))
        .body("presales[0].name", is("Fans"))
        .body("presales[0].needsCode", is(true))
        .body("presales[0].codes", nullValue())
        .body("limits.perCustomer", is(2));
    hold(1)
        .statusCode(403)
        .body("type", endsWith("/presale-code-needed"))
        .body("presale", is("Fans"))
        .body("errors.field", contains("accessCode"));
    hold(1, "FANCLUBS").statusCode(422).body("errors.field", contains("accessCode"));
    hold(3, "FANCLUB").statusCode(422).body("type", endsWith("/over-limit"));
    hold(2, " fanclub ").statusCode(201);
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("accessCode", "fanclub"))
        .post("/api/v1/events/" + event.id() + "/openings")
        .then()
        .statusCode(200)
        .body("presale", is("Fans"));
  }

  @Test
  void the_page_says_which_presale_is_on_and_has_its_code_nowhere() {
    presale(now.minusSeconds(60), now.plus(Duration.ofHours(1)), "fanclub").statusCode(200);
    given()
        .get("/events/" + event.slug())
        .then()
        .statusCode(200)
        .body(containsString("Presale Fans."))
        .body(containsString("data-presale=\"Fans\""))
        .body(not(containsString("FANCLUB")));
    given().get("/").then().statusCode(200);
  }

  @Test
  void before_the_presale_the_page_counts_down_to_it() {
    presale(now.plus(Duration.ofHours(1)), now.plus(Duration.ofHours(2)), "fanclub")
        .statusCode(200);
    details().body("status", is("upcoming"));
    given()
        .get("/events/" + event.slug())
        .then()
        .statusCode(200)
        .body(containsString("Presale Fans in"))
        .body(containsString("data-opens=\"" + now.plus(Duration.ofHours(1)) + "\""));
    hold(1, "FANCLUB").statusCode(409).body("type", endsWith("/not-on-sale"));
  }

  @Test
  void who_tries_one_wrong_code_after_the_other_has_to_wait() {
    presale(now.minusSeconds(60), now.plus(Duration.ofHours(1)), "fanclub").statusCode(200);
    Event open = catalog.event(event.id()).orElseThrow();
    String client = "203.0.113.7";
    for (int i = 0; i < 20; i++) {
      int number = i;
      assertThat(statusOf(() -> openings.presale(open, "WRONG" + number, client))).isEqualTo(422);
    }
    assertThat(statusOf(() -> openings.presale(open, "FANCLUB", client))).isEqualTo(429);
    assertThat(openings.presale(open, "FANCLUB", "203.0.113.8")).isNotNull();
  }

  private static int statusOf(ThrowingCallable asking) {
    ProblemException refused = catchThrowableOfType(ProblemException.class, asking);
    return refused.problem().asResponse().getStatus();
  }

  @Test
  void faults_are_named() {
    presale(now.plusSeconds(60), now, "fanclub")
        .statusCode(422)
        .body("errors.field", contains("presales[0].until"));
    changeOfPrice(now, -1).statusCode(422).body("errors.field", contains("changes[0].price"));
  }

  @Test
  void todays_price_and_the_next_are_shown_and_the_hold_keeps_its_own() {
    presale(now.minusSeconds(60), now.plus(Duration.ofHours(1)), "fanclub").statusCode(200);
    event = catalog.event(event.id()).orElseThrow();
    changeOfPrice(now.plus(Duration.ofDays(7)), 1500)
        .statusCode(200)
        .body("changes[0].price", is(1500));
    details()
        .body("pools[0].price.amount", is(1000))
        .body("pools[0].nextPrice.price.amount", is(1500))
        .body("pricesChange", is(true));
    String id =
        hold(2, "FANCLUB").statusCode(201).body("total.amount", is(2000)).extract().path("holdId");
    event = catalog.event(event.id()).orElseThrow();
    changeOfPrice(Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.SECONDS), 1500)
        .statusCode(200);
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("holdId", id))
        .post("/api/v1/events/" + event.id() + "/quotes")
        .then()
        .statusCode(200)
        .body("total.amount", is(2000));
  }
}
