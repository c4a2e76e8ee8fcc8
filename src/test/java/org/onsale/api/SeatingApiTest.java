package org.onsale.api;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.demo.Demo;
import org.onsale.identity.Tokens;
import org.onsale.platform.Problem;
import org.onsale.platform.RunningDatabase;

@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class SeatingApiTest {
  @Inject Tokens tokens;
  @Inject Demo demo;

  private String token = "";

  @BeforeEach
  void issueToken() {
    token = tokens.issueOrganiser("seating test");
  }

  @Test
  void a_plan_comes_in_is_listed_and_gets_a_new_version() {
    int plan =
        organiser()
            .body(hall())
            .post("/api/v1/organiser/plans?name=Town hall")
            .then()
            .statusCode(201)
            .header("Location", containsString("/api/v1/organiser/plans/"))
            .body("version", equalTo(1))
            .body("seats", equalTo(4))
            .extract()
            .path("plan");
    organiser()
        .get("/api/v1/organiser/plans?limit=1")
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].plan", equalTo(plan))
        .body("items[0].name", equalTo("Town hall"));
    organiser()
        .body(hall())
        .post("/api/v1/organiser/plans/" + plan + "/versions")
        .then()
        .statusCode(201)
        .body("version", equalTo(2));
    organiser()
        .get("/api/v1/organiser/plans/" + plan + "/versions/2/seating")
        .then()
        .statusCode(200)
        .body("planVersion", equalTo(2))
        .body("seats", hasSize(4));
    organiser()
        .get("/api/v1/organiser/plans/" + plan + "/versions/3/seating")
        .then()
        .statusCode(404);
    organiser().body(hall()).post("/api/v1/organiser/plans/999999/versions").then().statusCode(404);
    organiser().body(hall()).post("/api/v1/organiser/plans/x/versions").then().statusCode(404);
  }

  @Test
  void a_bad_plan_is_answered_with_all_its_faults() {
    organiser()
        .body(
            hall()
                .replace("\"category\": \"Stalls\"", "\"category\": \"Loge\"")
                .replace("\"x\": 20", "\"x\": \"left\""))
        .post("/api/v1/organiser/plans")
        .then()
        .statusCode(422)
        .contentType(Problem.MEDIA_TYPE)
        .body("type", equalTo("/problems/invalid-plan"))
        .body("count", equalTo(3))
        .body("errors", hasSize(3))
        .body("errors[0].field", equalTo("zones[0].rows[0].seats[0].category"))
        .body(
            "errors[2].message",
            equalTo(
                "Zone \"Stalls\", row 2, seat 1: position.x must be a number, not the text"
                    + " \"left\""));
  }

  @Test
  void plans_are_for_organisers() {
    given()
        .contentType("application/json")
        .body(hall())
        .post("/api/v1/organiser/plans")
        .then()
        .statusCode(401);
  }

  @Test
  void the_seating_of_an_event_is_answered_once_and_then_by_its_tag()
      throws IOException, InterruptedException {
    demo.load();
    HttpResponse<byte[]> plain = seating("Accept-Encoding", "identity");
    assertThat(plain.statusCode()).isEqualTo(200);
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(plain.headers().firstValue("Cache-Control").orElseThrow()).contains("public");
    assertThat(plain.headers().firstValue("Vary")).contains("Accept-Encoding");
    assertThat(JsonPath.from(new String(plain.body(), UTF_8)).getList("sections")).hasSize(4);

    HttpResponse<byte[]> packed = seating("Accept-Encoding", "br, gzip;q=0.9");
    assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(tag(packed)).isNotEqualTo(tag(plain));
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertThat(unpacked.readAllBytes()).isEqualTo(plain.body());
    }

    HttpResponse<byte[]> known = seating("Accept-Encoding", "gzip", "If-None-Match", tag(packed));
    assertThat(known.statusCode()).isEqualTo(304);
    assertThat(known.body()).isEmpty();
    assertThat(tag(known)).isEqualTo(tag(packed));
  }

  @Test
  void seats_come_as_columns_for_those_who_ask() {
    demo.load();
    String path = "/api/v1/events/the-tempest/seating";
    int seats = given().get(path).jsonPath().getList("seats").size();
    given()
        .get(path + "?form=columns")
        .then()
        .statusCode(200)
        .body("seats", nullValue())
        .body("seatColumns.index", hasSize(seats))
        .body("seatColumns.label", hasSize(seats));
    given()
        .get(path + "?form=rows")
        .then()
        .statusCode(422)
        .contentType(Problem.MEDIA_TYPE)
        .body("errors[0].field", equalTo("form"));
  }

  @Test
  void an_organiser_sets_the_focal_point_and_forbids_single_seats() {
    demo.load();
    String path = "/api/v1/organiser/events/the-tempest";
    JsonPath event = organiser().get(path).jsonPath();
    Map<String, Object> body = new HashMap<>(event.<String, Object>getMap(""));
    body.keySet()
        .retainAll(
            Set.of(
                "version",
                "name",
                "description",
                "startsAt",
                "saleOpensAt",
                "saleClosesAt",
                "holdSeconds",
                "paymentSeconds",
                "limitPerCustomer",
                "currency"));
    body.put("venue", event.getString("venue.id"));
    body.put("forbidsOrphans", true);
    body.put("focalPoint", Map.of("x", 1_000_000, "y", 100));
    organiser()
        .body(body)
        .put(path)
        .then()
        .statusCode(422)
        .body("errors.field", equalTo(List.of("focalPoint.x")));
    JsonPath seating = given().get("/api/v1/events/the-tempest/seating").jsonPath();
    // The last seat is as far from the stage as can be.
    float x = seating.getFloat("seats[-1].x");
    float y = seating.getFloat("seats[-1].y");
    body.put("focalPoint", Map.of("x", x, "y", y));
    organiser()
        .body(body)
        .put(path)
        .then()
        .statusCode(200)
        .body("focalPoint.x", equalTo(x))
        .body("forbidsOrphans", equalTo(true));
    given().get("/api/v1/events/the-tempest").then().body("forbidsOrphans", equalTo(true));

    int best =
        hold("{\"bestAvailable\": {\"quantity\": 1}}")
            .then()
            .statusCode(201)
            .body("together", equalTo(true))
            .body("reason", nullValue())
            .extract()
            .path("seats[0]");
    assertThat(best).isEqualTo(seating.getInt("seats[-1].index"));
    int row = seating.getInt("seats[0].row");
    List<Integer> seats = seating.getList("seats.findAll { it.row == " + row + " }.index");
    hold("{\"seats\": [" + seats.get(1) + ", " + seats.get(2) + "]}")
        .then()
        .statusCode(409)
        .contentType(Problem.MEDIA_TYPE)
        .body("type", equalTo("/problems/leaves-single-seat"))
        .body("seats", equalTo(List.of(seats.get(0))))
        .body("errors[0].field", equalTo("seats"));
    hold("{\"seats\": [" + seats.get(0) + ", " + seats.get(1) + "]}").then().statusCode(201);
  }

  private static Response hold(String body) {
    return given()
        .contentType("application/json")
        .body(body)
        .put("/api/v1/events/the-tempest/holds/" + UUID.randomUUID());
  }

  private static String tag(HttpResponse<?> response) {
    return response.headers().firstValue("ETag").orElseThrow();
  }

  private static HttpResponse<byte[]> seating(String... headers)
      throws IOException, InterruptedException {
    URI address =
        URI.create("http://localhost:" + RestAssured.port + "/api/v1/events/the-tempest/seating");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(address).headers(headers).build(),
          HttpResponse.BodyHandlers.ofByteArray());
    }
  }

  @Test
  void an_unknown_event_has_no_seating() {
    given()
        .get("/api/v1/events/no-such-event/seating")
        .then()
        .statusCode(404)
        .contentType(Problem.MEDIA_TYPE);
  }

  private RequestSpecification organiser() {
    return given().header("Authorization", "Bearer " + token).contentType("application/json");
  }

  private static String hall() {
    try (InputStream file = SeatingApiTest.class.getResourceAsStream("/plans/small-hall.json")) {
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
