package org.onsale.platform;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class ErrorsTest {
  private static final String GOOD =
      """
      {"event": "7", "hold": "00000000-0000-0000-0000-00000000002a", "quantity": 2,
       "colour": "RED", "people": [{"name": "Ada"}], "seats": [1, 2],
       "at": "2026-03-01T12:00:00Z", "pause": "PT10M"}
      """;

  private static ValidatableResponse post(String body) {
    return given().contentType("application/json").body(body).post("/api/v1/echo").then();
  }

  private static ValidatableResponse problem(ValidatableResponse answer, int status, String type) {
    return answer
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status))
        .body("type", equalTo("/problems/" + type));
  }

  @Test
  void what_goes_in_comes_out_with_ids_as_texts_and_times_in_iso() {
    post(GOOD)
        .statusCode(200)
        .body("event", equalTo("7"))
        .body("at", equalTo("2026-03-01T12:00:00Z"))
        .body("pause", equalTo("PT10M"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"quantity\": 2             | \"quantity\": \"2\"        | quantity",
        "\"quantity\": 2             | \"quantity\": 2.5          | quantity",
        "\"quantity\": 2             | \"quantity\": null         | quantity",
        "\"quantity\": 2             | \"quantity\": 99999999999  | quantity",
        "\"quantity\": 2             | \"quantity\": {}           | quantity",
        "\"quantity\": 2,            |                            | quantity",
        "\"colour\": \"RED\"         | \"colour\": \"BLUE\"       | colour",
        "\"colour\": \"RED\"         | \"colour\": 1              | colour",
        "\"colour\": \"RED\",        |                            | colour",
        "00000000-0000-0000-0000-00000000002a | nonsense          | hold",
        "\"event\": \"7\"            | \"event\": \"gala\"        | event",
        "\"event\": \"7\"            | \"event\": \"-7\"          | event",
        "\"event\": \"7\"            | \"event\": null            | event",
        "{\"name\": \"Ada\"}         | {}                         | people[0].name",
        "{\"name\": \"Ada\"}         | {\"name\": null}           | people[0].name",
        "{\"name\": \"Ada\"}         | {\"name\": 7}              | people[0].name",
        "{\"name\": \"Ada\"}         | {\"name\": \" \"}          | people[0]",
        "{\"name\": \"Ada\"}         | {\"name\": \"A\", \"x\": 1} | people[0].x",
        "{\"name\": \"Ada\"}         | null                       | people[0]",
        "[{\"name\": \"Ada\"}]       | {\"name\": \"Ada\"}        | people",
        "\"seats\": [1, 2]           | \"seats\": [1, \"x\"]      | seats[1]",
        "\"seats\": [1, 2]           | \"seats\": [1, null]       | seats[1]",
        "\"at\": \"2026-03-01T12:00:00Z\" | \"at\": \"tomorrow\"  | at",
        "\"at\"                      | \"whatever\"               | whatever",
      })
  void a_field_that_cannot_be_is_named(String good, String bad, String field) {
    String body = GOOD.replace(good, bad == null ? "" : bad);
    assertThat(body).isNotEqualTo(GOOD);
    problem(post(body), 422, "invalid-input").body("errors.field", hasItem(field));
  }

  @Test
  void what_may_be_missing_may_be_missing_or_null() {
    post(GOOD.replace("[1, 2]", "null")).statusCode(200);
    post(GOOD.replace("\"seats\": [1, 2],", "")).statusCode(200);
  }

  @Test
  void an_unknown_value_of_a_list_is_told_what_is_known() {
    post(GOOD.replace("RED", "BLUE"))
        .body("errors[0].message", equalTo("This must be one of RED, GREEN."));
  }

  @Test
  void malformed_json_is_told_where_it_breaks() {
    problem(post("{\n \"event\": \"7\",\n \"hold\": }"), 400, "malformed-json")
        .body("line", equalTo(3))
        .body("column", equalTo(10));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "{", "\u0000", "{\"event\": \"7\" \"hold\"", "{\"a\u0001\":1}"})
  void what_is_no_json_is_malformed(String body) {
    problem(post(body), 400, "malformed-json");
  }

  @Test
  void what_follows_the_end_is_malformed() {
    post(GOOD + "{}").statusCode(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "7", "\"text\"", "true"})
  void what_is_no_object_is_refused(String body) {
    problem(post(body), 422, "invalid-input");
  }

  @Test
  void json_or_a_number_without_end_is_refused() throws Exception {
    for (String body :
        List.of(
            "[".repeat(60_000),
            "{\"people\": " + "[".repeat(5_000) + "]".repeat(5_000) + "}",
            GOOD.replace("\"quantity\": 2", "\"quantity\": " + "9".repeat(20_000)))) {
      HttpResponse<String> answer =
          send("POST", "/api/v1/echo", body.getBytes(StandardCharsets.UTF_8));
      assertThat(answer.statusCode()).isIn(400, 422);
      assertThat(answer.body()).contains("\"type\":\"/problems/");
    }
  }

  @Test
  void unknown_addresses_methods_and_forms_are_problems() {
    problem(given().get("/api/v1/nothing").then(), 404, "not-found");
    problem(given().get("/api/nothing").then(), 404, "not-found");
    problem(given().delete("/api/v1/echo").then(), 405, "method-not-allowed")
        .header("Allow", equalTo("POST"));
    problem(
        given().contentType("text/plain").body("x").post("/api/v1/echo").then(),
        415,
        "unsupported-media-type");
    problem(
        given().accept("text/html").get("/api/v1/echo/00000000-0000-0000-0000-00000000002a").then(),
        406,
        "not-acceptable");
  }

  @Test
  void a_parameter_of_the_wrong_form_is_a_problem() {
    problem(given().get("/api/v1/echo/nonsense").then(), 400, "bad-parameter");
    problem(
        given().get("/api/v1/echo/00000000-0000-0000-0000-00000000002a?limit=x").then(),
        400,
        "bad-parameter");
    problem(given().urlEncodingEnabled(false).get("/api/v1/echo/%00").then(), 400, "bad-parameter");
  }

  @Test
  void a_problem_keeps_its_members_through_an_asynchronous_answer() {
    problem(given().get("/api/v1/echo/fail/problem").then(), 409, "test")
        .body("lost", equalTo(List.of(1, 2)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"busy", "database"})
  void who_comes_too_early_is_told_to_come_again(String how) {
    problem(given().get("/api/v1/echo/fail/" + how).then(), 503, "busy").header("Retry-After", "1");
  }

  @Test
  void a_bug_shows_an_incident_and_nothing_else() {
    Response answer = given().get("/api/v1/echo/fail/bug");
    problem(answer.then(), 500, "internal-error");
    assertThat(answer.<String>path("incident")).matches("[0-9a-f]{12}");
    assertThat(answer.asString()).doesNotContain("secret").doesNotContain("Exception");
  }

  @Test
  void a_problem_is_told_in_the_language_of_its_reader() {
    given()
        .header("Accept-Language", "de-AT, en;q=0.5")
        .contentType("application/json")
        .body(GOOD.replace("RED", "BLUE"))
        .post("/api/v1/echo")
        .then()
        .statusCode(422)
        .header("Content-Language", "de")
        .header("Vary", containsString("Accept-Language"))
        .body("type", equalTo("/problems/invalid-input"))
        .body("title", equalTo("Einige Felder brauchen einen anderen Wert"))
        .body("errors[0].message", equalTo("Hier muss eines von RED, GREEN stehen."));
    post(GOOD.replace("RED", "BLUE")).header("Content-Language", "en");
  }

  @Test
  void a_problem_that_a_resource_answers_itself_is_told_in_that_language_too() {
    given()
        .cookie("lang", "de")
        .get("/api/v1/echo/answered")
        .then()
        .statusCode(404)
        .header("Content-Language", "de")
        .body("title", equalTo("Hier gibt es nichts"))
        .body("detail", equalTo("Bestellung nicht gefunden."));
  }

  @Test
  void so_is_one_from_below_the_resources() {
    given()
        .header("Accept-Language", "de")
        .contentType("application/json")
        .body(GOOD + " ".repeat(64 * 1024))
        .post("/api/v1/echo")
        .then()
        .statusCode(413)
        .header("Content-Language", "de")
        .header("Vary", containsString("Accept-Language"))
        .body("title", equalTo("Der Inhalt ist zu groß"))
        .body("detail", equalTo("Hier werden höchstens 65536 Bytes gelesen."));
  }

  @Test
  void people_get_a_page_in_their_language() {
    given()
        .accept("text/html")
        .get("/nothing?lang=de")
        .then()
        .statusCode(404)
        .body(containsString("<h1>Hier gibt es nichts</h1>"))
        .body(containsString("Unter dieser Adresse gibt es nichts."));
    given()
        .accept("text/html")
        .get("/problems/seats-lost?lang=de")
        .then()
        .body(containsString("<h1>Jemand war schneller</h1>"));
  }

  @Test
  void people_get_a_page() {
    given()
        .accept("text/html")
        .get("/nothing")
        .then()
        .statusCode(404)
        .contentType(startsWith("text/html"))
        .body(containsString("<h1>There is nothing here</h1>"));
  }

  @Test
  void a_body_of_ten_megabytes_is_refused_and_the_connection_lives_on() throws Exception {
    byte[] body = new byte[10 * 1024 * 1024];
    HttpResponse<String> answer = send("POST", "/api/v1/echo", body);
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("\"type\":\"/problems/body-too-large\"", "\"limit\":65536");
    try (var socket = new Socket("localhost", RestAssured.port)) {
      var out = socket.getOutputStream();
      String head = "POST /api/v1/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10485760\r\n\r\n";
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(body);
      String next = "GET /api/v1/nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
      out.write(next.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answers).startsWith("HTTP/1.1 413").contains("HTTP/1.1 404");
    }
  }

  @Test
  void a_body_of_unknown_length_is_refused() throws IOException {
    try (var socket = new Socket("localhost", RestAssured.port)) {
      String request =
          "POST /api/v1/echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
              + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n2\r\n{}\r\n0\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 411").contains("/problems/length-required");
    }
  }

  /** Java's client asks to go on with HTTP/2, and its request ends after its head has come. */
  @Test
  void a_request_without_a_body_needs_no_length() throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      URI address = URI.create("http://localhost:" + RestAssured.port + "/problems");
      for (int i = 0; i < 20; i++) {
        var answer =
            client.send(
                HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void an_upload_may_be_as_large_as_its_limit_and_no_larger() throws Exception {
    HttpResponse<String> answer = send("PUT", "/api/v1/echo/upload", new byte[5 * 1024 * 1024]);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("5242880");
    answer = send("PUT", "/api/v1/echo/upload", new byte[5 * 1024 * 1024 + 1]);
    assertThat(answer.statusCode()).isEqualTo(413);
  }

  private static HttpResponse<String> send(String method, String path, byte[] body)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
              .version(HttpClient.Version.HTTP_1_1)
              .header(
                  "Content-Type",
                  method.equals("PUT") ? "application/octet-stream" : "application/json")
              .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void a_body_of_64_kib_is_read() {
    String padding = " ".repeat(64 * 1024 - GOOD.length());
    post(GOOD + padding).statusCode(200);
    problem(post(GOOD + padding + " "), 413, "body-too-large");
  }

  @Test
  void pages_run_no_script_of_others_and_stand_in_no_frame() {
    given()
        .get("/problems")
        .then()
        .statusCode(200)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "strict-origin-when-cross-origin")
        .header("Content-Security-Policy", containsString("script-src 'self'"))
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"));
    String policy = given().get("/problems").header("Content-Security-Policy");
    String scripts = policy.replaceAll(".*(script-src [^;]*).*", "$1");
    assertThat(scripts).doesNotContain("'unsafe-inline'", "'unsafe-eval'");
  }

  @Test
  void the_api_describes_itself() {
    given()
        .accept("application/json")
        .get("/api/openapi")
        .then()
        .statusCode(200)
        .body("info.title", equalTo("Onsale API"))
        .body("components.securitySchemes.token.scheme", equalTo("bearer"))
        .body("paths.'/api/v1/orders'.post.responses", org.hamcrest.Matchers.notNullValue())
        .body(
            "paths.'/api/v1/events/{event}/availability'.get.responses.'200'.content"
                + ".'application/json'.schema.properties.keySet()",
            org.hamcrest.Matchers.hasItems("version", "planVersion", "seats", "pools"))
        .body(
            "paths.'/api/v1/events/{event}/live'.get.parameters.name",
            org.hamcrest.Matchers.hasItems("event", "since", "Last-Event-ID"));
    given().get("/api/docs/").then().statusCode(200);
  }
}
