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
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.identity.Tokens;
import org.onsale.platform.RunningDatabase;

/** An event with four seats and a pool of 50 places. */
@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class AllocationsApiTest {
  private static final String ORGANISER = "/api/v1/organiser/events/";

  @Inject Tokens tokens;

  private String token = "";
  private String event = "";

  @BeforeEach
  void put_an_event_on_sale() {
    token = tokens.issueOrganiser("allocations test");
    JsonPath plan =
        organiser()
            .body(AllocationsApiTest.class.getResourceAsStream("/plans/small-hall.json"))
            .post("/api/v1/organiser/plans?name=Hall " + UUID.randomUUID())
            .then()
            .statusCode(201)
            .extract()
            .jsonPath();
    String venue =
        organiser()
            .body(
                Map.of(
                    "name",
                    "Hall",
                    "address",
                    "Street 1",
                    "city",
                    "Wien",
                    "country",
                    "AT",
                    "timeZone",
                    "Europe/Vienna"))
            .post("/api/v1/organiser/venues")
            .path("id");
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    event =
        organiser()
            .body(
                Map.of(
                    "name",
                    "Kept back",
                    "venue",
                    venue,
                    "startsAt",
                    now.plus(30, ChronoUnit.DAYS).toString(),
                    "saleOpensAt",
                    now.minus(1, ChronoUnit.DAYS).toString(),
                    "saleClosesAt",
                    now.plus(29, ChronoUnit.DAYS).toString(),
                    "limitPerCustomer",
                    10,
                    "currency",
                    "EUR"))
            .post("/api/v1/organiser/events")
            .path("id");
    change(
            "/plan",
            Map.of(
                "plan", plan.getLong("plan"),
                "planVersion", 1,
                "prices",
                    List.of(
                        Map.of("category", 1, "price", 2000),
                        Map.of("category", 2, "price", 1000))))
        .statusCode(200);
    capacity(50).statusCode(200);
    organiser().put(ORGANISER + event + "/publication").then().statusCode(200);
  }

  private RequestSpecification organiser() {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  private ValidatableResponse change(String path, Map<String, Object> body) {
    int version = organiser().get(ORGANISER + event).path("version");
    Map<String, Object> versioned = new HashMap<>(body);
    versioned.put("version", version);
    return organiser().body(versioned).put(ORGANISER + event + path).then();
  }

  private ValidatableResponse capacity(int places) {
    boolean first = organiser().get(ORGANISER + event).path("pools.size()").equals(0);
    Map<String, Object> pool =
        new HashMap<>(Map.of("name", "Floor", "capacity", places, "price", 100));
    if (!first) {
      pool.put("id", 1);
    }
    return change("/pools", Map.of("pools", List.of(pool)));
  }

  private ValidatableResponse hold(Map<String, Object> body) {
    return given()
        .contentType(ContentType.JSON)
        .body(body)
        .put("/api/v1/events/" + event + "/holds/" + UUID.randomUUID())
        .then();
  }

  private ValidatableResponse open(String code) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("accessCode", code))
        .post("/api/v1/events/" + event + "/openings")
        .then();
  }

  private String allocation(Map<String, Object> body) {
    int id =
        organiser()
            .body(body)
            .post(ORGANISER + event + "/allocations")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    return ORGANISER + event + "/allocations/" + id;
  }

  private static Map<String, Object> press() {
    return Map.of(
        "kind", "press",
        "label", "Papers",
        "accessCode", "Fleet Street",
        "seats", List.of(0, 1),
        "pools", List.of(Map.of("id", 1, "quantity", 5)));
  }

  @Test
  void what_is_kept_back_is_sold_by_its_code_only() {
    String allocation = allocation(press());
    hold(Map.of("seats", List.of(0)))
        .statusCode(409)
        .body("type", equalTo("/problems/seats-lost"))
        .body("seats", contains(0));
    hold(Map.of("seats", List.of(0), "accessCode", "Bond Street"))
        .statusCode(422)
        .body("errors[0].field", equalTo("accessCode"));
    open("bond street").statusCode(422).body("errors[0].field", equalTo("accessCode"));
    open("fleet street")
        .statusCode(200)
        .body("seats", contains(0, 1))
        .body("pools[0].available", is(5));
    hold(Map.of("bestAvailable", Map.of("quantity", 1), "accessCode", "fleet street"))
        .statusCode(201)
        .body("seats", hasSize(1))
        .body("seats[0]", is(org.hamcrest.Matchers.lessThan(2)));
    hold(Map.of("pools", List.of(Map.of("id", 1, "quantity", 6)), "accessCode", "FLEET STREET"))
        .statusCode(201);
    organiser()
        .get(allocation)
        .then()
        .body("accessCode", equalTo("FLEET STREET"))
        .body("seats.held", hasSize(1))
        .body("seats.blocked", hasSize(1))
        .body("pools[0].places", is(5))
        .body("pools[0].taken", is(5));
  }

  @Test
  void an_allocation_is_changed_made_smaller_and_released() {
    String allocation = allocation(press());
    organiser()
        .body(Map.of("label", "Radio", "accessCode", "", "releaseAt", "2040-01-01T00:00:00Z"))
        .patch(allocation)
        .then()
        .statusCode(200)
        .body("label", equalTo("Radio"))
        .body("kind", equalTo("press"))
        .body("accessCode", nullValue())
        .body("releaseAt", notNullValue());
    organiser()
        .body(Map.of("label", "", "releaseAt", "soon"))
        .patch(allocation)
        .then()
        .statusCode(422)
        .body("errors.field", contains("releaseAt", "label"));
    organiser()
        .body(Map.of("seats", List.of(1, 2)))
        .post(allocation + "/removals")
        .then()
        .statusCode(409)
        .body("type", equalTo("/problems/not-in-allocation"))
        .body("seats", contains(2));
    organiser()
        .body(Map.of("seats", List.of(1)))
        .post(allocation + "/removals")
        .then()
        .statusCode(200)
        .body("seats.blocked", contains(0));
    hold(Map.of("seats", List.of(1))).statusCode(201);
    organiser()
        .body(Map.of("seats", List.of(1)))
        .post(allocation + "/additions")
        .then()
        .statusCode(409)
        .body("type", equalTo("/problems/seats-lost"));
    organiser().delete(allocation).then().statusCode(204);
    organiser().delete(allocation).then().statusCode(204);
    hold(Map.of("seats", List.of(0))).statusCode(201);
    organiser()
        .body(Map.of("seats", List.of(2)))
        .post(allocation + "/additions")
        .then()
        .statusCode(409)
        .body("type", equalTo("/problems/allocation-over"));
    organiser()
        .get(ORGANISER + event + "/allocations?limit=1")
        .then()
        .body("items", hasSize(1))
        .body("items[0].releasedAt", notNullValue())
        .body("items[0].pools", empty())
        .body("next", nullValue());
  }

  @Test
  void allocations_are_for_organisers() {
    given().get(ORGANISER + event + "/allocations").then().statusCode(401);
    organiser().get(ORGANISER + event + "/allocations/7").then().statusCode(404);
    organiser().get(ORGANISER + event + "/allocations/x").then().statusCode(404);
    organiser().get(ORGANISER + event + "/allocations?cursor=x").then().statusCode(422);
  }

  @Test
  void a_pool_of_fifty_has_fifty_winners_while_its_capacity_is_cut_and_raised() {
    allocation(Map.of("kind", "kill", "label", "Camera", "seats", List.of(0)));
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int buyer = 0; buyer < 100; buyer++) {
        Map<String, Object> one = Map.of("pools", List.of(Map.of("id", 1, "quantity", 1)));
        answers.add(CompletableFuture.supplyAsync(() -> hold(one).extract().statusCode(), crowd));
      }
      for (int places : List.of(20, 60, 30, 50, 10, 50)) {
        int status = capacity(places).extract().statusCode();
        assertThat(status).isIn(200, 422);
        JsonPath now = given().get("/api/v1/events/" + event + "/availability").jsonPath();
        assertThat(now.getInt("pools[0].available")).isNotNegative();
      }
      answers.forEach(CompletableFuture::join);
    }
    capacity(50).statusCode(200);
    long held = answers.stream().filter(answer -> answer.join() == 201).count();
    assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isIn(201, 409));
    int left = given().get("/api/v1/events/" + event + "/availability").path("pools[0].available");
    assertThat(held + left).isEqualTo(50);
    for (int i = 0; i < left; i++) {
      hold(Map.of("pools", List.of(Map.of("id", 1, "quantity", 1)), "seats", List.of()))
          .statusCode(201);
    }
    hold(Map.of("pools", List.of(Map.of("id", 1, "quantity", 1))))
        .statusCode(409)
        .body("pools", contains(1));
    capacity(49).statusCode(422).body("errors[0].field", equalTo("pools[0].capacity"));
  }
}
