package org.onsale.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.identity.Tokens;
import org.onsale.platform.EventId;
import org.onsale.platform.RunningDatabase;

@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class CatalogApiTest {
  @Inject Tokens tokens;
  @Inject Catalog catalog;

  private String token = "";

  @BeforeEach
  void issueToken() {
    token = tokens.issueOrganiser("catalogue test");
  }

  @Test
  void an_event_goes_from_nothing_to_the_public_list() {
    JsonPath event = createEvent("Die Zauberflöte");
    String path = "/api/v1/organiser/events/" + event.getString("id");
    given().get("/api/v1/events/" + event.getString("id")).then().statusCode(404);

    int version =
        organiser()
            .body(
                Map.of(
                    "version",
                    event.getLong("version"),
                    "pools",
                    List.of(Map.of("name", "Standing", "capacity", 900, "price", 2550))))
            .put(path + "/pools")
            .then()
            .statusCode(200)
            .body("pools[0].id", is(1))
            .body("pools[0].price.amount", is(2550))
            .body("missing", empty())
            .extract()
            .path("version");
    var id = new EventId(event.getLong("id"));
    catalog.setStatus(id, version, Event.Status.PUBLISHED);

    given()
        .queryParam("q", "zauberflöte")
        .get("/api/v1/events")
        .then()
        .statusCode(200)
        .body("items[0].id", equalTo(id.toString()))
        .body("items[0].slug", equalTo("die-zauberflote"))
        .body("items[0].venue.city", equalTo("Wien"))
        .body("items[0].startsAt", equalTo("2030-06-01T19:30:00+02:00"))
        .body("items[0].status", equalTo("upcoming"))
        .body("items[0].priceFrom.amount", is(2550))
        .body("items[0].priceFrom.currency", equalTo("EUR"))
        .body("next", nullValue());
    String etag =
        given()
            .get("/api/v1/events/die-zauberflote")
            .then()
            .statusCode(200)
            .body("id", equalTo(id.toString()))
            .body("pools[0].capacity", is(900))
            .body("sale.opensAt", equalTo("2030-01-01T10:00:00+01:00"))
            .body("limits.perCustomer", is(8))
            .body("limits.holdSeconds", is(600))
            .body("venue.timeZone", equalTo("Europe/Vienna"))
            .extract()
            .header("ETag");
    given()
        .header("If-None-Match", etag)
        .get("/api/v1/events/die-zauberflote")
        .then()
        .statusCode(304)
        .header("ETag", etag);
  }

  @Test
  void an_event_is_published_places_are_kept_back_and_given_back() {
    JsonPath event = createEvent("Kept back");
    String path = "/api/v1/organiser/events/" + event.getString("id");
    organiser()
        .put(path + "/publication")
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("plan"));
    int version =
        organiser()
            .body(pools(1, Map.of("name", "Floor", "capacity", 10, "price", 100)))
            .put(path + "/pools")
            .then()
            .statusCode(200)
            .extract()
            .path("version");
    organiser().put(path + "/publication").then().statusCode(200).body("status", is("published"));

    Map<String, Object> three = Map.of("pools", List.of(Map.of("id", 1, "quantity", 3)));
    organiser()
        .body(three)
        .post(path + "/allocations")
        .then()
        .statusCode(422)
        .body("errors.field", contains("kind", "label"));
    String allocation =
        path
            + "/allocations/"
            + organiser()
                .body(labelled(three))
                .post(path + "/allocations")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    available(event.getString("id"), 7);
    organiser()
        .body(Map.of("pools", List.of(Map.of("id", 1, "quantity", 8))))
        .post(allocation + "/additions")
        .then()
        .statusCode(409)
        .body("pools", contains(1));
    organiser()
        .body(pools(version + 1, Map.of("id", 1, "name", "Floor", "capacity", 2, "price", 100)))
        .put(path + "/pools")
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("pools[0].capacity"));
    organiser().get(path).then().body("pools[0].capacity", is(10));
    organiser().body(three).post(allocation + "/removals").then().statusCode(200);
    available(event.getString("id"), 10);

    organiser()
        .body(pools(version + 1, Map.of("id", 1, "name", "Floor", "capacity", 25, "price", 100)))
        .put(path + "/pools")
        .then()
        .statusCode(200);
    available(event.getString("id"), 25);
    organiser().get(path + "/orders").then().statusCode(200).body("items", empty());
    organiser().get(path + "/orders?cursor=x").then().statusCode(422);
    organiser()
        .delete(path + "/publication")
        .then()
        .statusCode(200)
        .body("status", equalTo("draft"));
    given().get("/api/v1/events/" + event.getString("id")).then().statusCode(404);
  }

  private static Map<String, Object> pools(int version, Map<String, Object> pool) {
    return Map.of("version", version, "pools", List.of(pool));
  }

  private static Map<String, Object> labelled(Map<String, Object> block) {
    var labelled = new java.util.HashMap<>(block);
    labelled.put("kind", "press");
    labelled.put("label", "Papers");
    return labelled;
  }

  private static void available(String event, int places) {
    given()
        .get("/api/v1/events/" + event + "/availability")
        .then()
        .statusCode(200)
        .body("pools[0].available", is(places));
  }

  @Test
  void the_organiser_is_asked_for_a_token() {
    given().get("/api/v1/organiser/events").then().statusCode(401);
    given()
        .contentType(ContentType.JSON)
        .body("{}")
        .post("/api/v1/organiser/venues")
        .then()
        .statusCode(401);
  }

  @Test
  void every_fault_of_an_event_is_told_at_once() {
    organiser()
        .body(Map.of("name", "", "startsAt", "tomorrow", "venue", "x", "holdSeconds", 5))
        .post("/api/v1/organiser/events")
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("type", equalTo("/problems/invalid-input"))
        .body(
            "errors.field",
            containsInAnyOrder(
                "name", "startsAt", "venue", "holdTime", "saleOpensAt", "saleClosesAt", "currency"))
        .body("errors.findAll { it.field == 'startsAt' }.message[0]", matchesPattern(".*offset.*"));
  }

  @Test
  void an_edit_from_an_old_version_is_a_conflict() {
    JsonPath event = createEvent("Fidelio");
    String path = "/api/v1/organiser/events/" + event.getString("id");
    Map<String, Object> body = eventBody("Fidelio II", event.getString("venue.id"));
    body.put("version", event.getLong("version"));

    organiser().body(body).put(path).then().statusCode(200).body("name", equalTo("Fidelio II"));
    organiser()
        .body(body)
        .put(path)
        .then()
        .statusCode(409)
        .body("type", equalTo("/problems/changed-meanwhile"))
        .body("version", is(2));
    body.remove("version");
    organiser().body(body).put(path).then().statusCode(422).body("errors[0].field", is("version"));
    organiser().delete(path).then().statusCode(204);
    organiser().get(path).then().statusCode(404);
  }

  @Test
  void a_poster_is_served_for_good_under_its_own_address() throws IOException {
    JsonPath event = createEvent("Poster");
    String path = "/api/v1/organiser/events/" + event.getString("id") + "/poster";
    byte[] image = red();
    String poster =
        given()
            .auth()
            .oauth2(token)
            .contentType("image/png")
            .body(image)
            .put(path)
            .then()
            .statusCode(200)
            .body("accent", equalTo("#ff0000"))
            .extract()
            .path("poster");

    given()
        .get(poster)
        .then()
        .statusCode(200)
        .contentType("image/png")
        .header("Cache-Control", "public, max-age=31536000, immutable")
        .header("Content-Length", Integer.toString(image.length));
    given().get(poster + "0").then().statusCode(404);
    given().get("/posters/x/y").then().statusCode(404);
    given()
        .auth()
        .oauth2(token)
        .contentType("image/png")
        .body("<svg/>".getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .put(path)
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("poster"));
    given()
        .auth()
        .oauth2(token)
        .contentType("image/png")
        .body(new byte[(5 << 20) + 1])
        .put(path)
        .then()
        .statusCode(413);
    given().auth().oauth2(token).delete(path).then().statusCode(204);
  }

  @Test
  void a_plan_that_does_not_exist_cannot_be_attached() {
    JsonPath event = createEvent("No plan");
    organiser()
        .body(Map.of("version", 1, "plan", 999, "planVersion", 1))
        .put("/api/v1/organiser/events/" + event.getString("id") + "/plan")
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("plan"));
  }

  @Test
  void venues_are_made_changed_listed_and_removed() {
    String id = createVenue("Staatsoper");
    organiser()
        .body(venueBody("Volksoper"))
        .put("/api/v1/organiser/venues/" + id)
        .then()
        .statusCode(200)
        .body("name", equalTo("Volksoper"));
    organiser()
        .queryParam("limit", 100)
        .get("/api/v1/organiser/venues")
        .then()
        .statusCode(200)
        .body("items.id", hasItem(id));
    organiser().delete("/api/v1/organiser/venues/" + id).then().statusCode(204);
    organiser().get("/api/v1/organiser/venues/" + id).then().statusCode(404);
    organiser()
        .body(Map.of())
        .post("/api/v1/organiser/venues")
        .then()
        .statusCode(422)
        .body("errors.field", contains("name", "city", "country", "timeZone"));
  }

  @Test
  void lists_are_paged_to_the_end() {
    for (int i = 0; i < 3; i++) {
      createEvent("Paged " + i);
    }
    JsonPath first =
        organiser().get("/api/v1/organiser/events?q=paged&limit=2").then().extract().jsonPath();
    organiser()
        .queryParam("q", "paged")
        .queryParam("limit", 2)
        .queryParam("cursor", first.getString("next"))
        .get("/api/v1/organiser/events")
        .then()
        .statusCode(200)
        .body("items.size()", is(1))
        .body("items.status", everyItem(equalTo("draft")))
        .body("next", nullValue());
  }

  @Test
  void bad_input_is_a_problem_and_never_a_500() {
    for (String path :
        List.of(
            "/api/v1/events/no-such",
            "/api/v1/events/0",
            "/api/v1/events/99999999999999999999999",
            "/api/v1/events/%00",
            "/api/v1/events?cursor=nonsense",
            "/api/v1/events?q=" + "x".repeat(101),
            "/api/v1/events?q=%00",
            "/api/v1/events?limit=-5",
            "/api/v1/events?limit=x")) {
      given().urlEncodingEnabled(false).get(path).then().statusCode(not(500));
    }
    for (String body : List.of("", "null", "[]", "{", "{\"name\":[]}", "{\"version\":\"x\"}")) {
      organiser().body(body).post("/api/v1/organiser/events").then().statusCode(not(500));
      organiser().body(body).post("/api/v1/organiser/venues").then().statusCode(not(500));
    }
    String path = "/api/v1/organiser/events/" + createEvent("Bad input").getString("id");
    organiser()
        .body("{\"version\":1,\"pools\":[null]}")
        .put(path + "/pools")
        .then()
        .statusCode(422);
    organiser()
        .body("{\"version\":1,\"prices\":[null,{}]}")
        .put(path + "/prices")
        .then()
        .statusCode(422);
    organiser()
        .body("{\"kind\":\"x\",\"label\":\"x\",\"seats\":[null],\"releaseAt\":\"soon\"}")
        .post(path + "/allocations")
        .then()
        .statusCode(422)
        .body("errors.field", contains("releaseAt", "seats[0]"));
    organiser()
        .body("{\"kind\":\"x\",\"label\":\"x\",\"seats\":[7]}")
        .post(path + "/allocations")
        .then()
        .statusCode(422)
        .body("errors.field", contains("seats"));
  }

  private RequestSpecification organiser() {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  private String createVenue(String name) {
    return organiser()
        .body(venueBody(name))
        .post("/api/v1/organiser/venues")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static Map<String, String> venueBody(String name) {
    return Map.of(
        "name",
        name,
        "address",
        "Opernring 2",
        "city",
        "Wien",
        "country",
        "AT",
        "timeZone",
        "Europe/Vienna");
  }

  @Test
  void people_who_cannot_sit_together_are_told_where_they_sit() throws IOException {
    Map<String, Object> body = eventBody("Small hall night", createVenue("Small hall"));
    body.put("saleOpensAt", "2020-01-01T09:00:00Z");
    JsonPath event = organiser().body(body).post("/api/v1/organiser/events").jsonPath();
    String path = "/api/v1/organiser/events/" + event.getString("id");
    int plan;
    try (InputStream file = CatalogApiTest.class.getResourceAsStream("/plans/small-hall.json")) {
      plan = organiser().body(file.readAllBytes()).post("/api/v1/organiser/plans").path("plan");
    }
    List<Map<String, Integer>> prices =
        List.of(Map.of("category", 1, "price", 100), Map.of("category", 2, "price", 100));
    organiser()
        .body(Map.of("version", 1, "plan", plan, "planVersion", 1, "prices", prices))
        .put(path + "/plan")
        .then()
        .statusCode(200);
    organiser().put(path + "/publication").then().statusCode(200);
    given()
        .contentType(ContentType.JSON)
        .body("{\"bestAvailable\": {\"quantity\": 3}}")
        .put("/api/v1/events/small-hall-night/holds/" + UUID.randomUUID())
        .then()
        .statusCode(201)
        .body("together", is(false))
        .body(
            "reason",
            equalTo("There are no 3 seats side by side any more; these are in rows 1 and 2."));
  }

  private JsonPath createEvent(String name) {
    return organiser()
        .body(eventBody(name, createVenue("Staatsoper")))
        .post("/api/v1/organiser/events")
        .then()
        .statusCode(201)
        .body("status", equalTo("draft"))
        .extract()
        .jsonPath();
  }

  private static Map<String, Object> eventBody(String name, String venue) {
    return new java.util.HashMap<>(
        Map.of(
            "name", name,
            "venue", venue,
            "startsAt", "2030-06-01T19:30:00+02:00",
            "saleOpensAt", "2030-01-01T09:00:00Z",
            "saleClosesAt", "2030-06-01T19:30:00+02:00",
            "currency", "EUR"));
  }

  private static byte[] red() throws IOException {
    var image = new BufferedImage(40, 60, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, 40, 60);
    graphics.dispose();
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }
}
