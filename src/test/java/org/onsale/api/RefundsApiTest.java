package org.onsale.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.onsale.platform.Eventually.eventually;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Drafts;
import org.onsale.catalog.Event;
import org.onsale.catalog.PoliciesDetails;
import org.onsale.catalog.PoolDetails;
import org.onsale.catalog.VenueDetails;
import org.onsale.identity.Accounts;
import org.onsale.identity.Sessions;
import org.onsale.identity.Tokens;
import org.onsale.orders.Cancellations;
import org.onsale.orders.OrderCode;
import org.onsale.orders.Publishing;
import org.onsale.payments.Sandbox;
import org.onsale.platform.EventId;
import org.onsale.platform.Money;
import org.onsale.platform.RunningDatabase;

/** A paid order of three places at 10 euros each, given back over the API and the pages. */
@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class RefundsApiTest {
  @Inject Tokens tokens;
  @Inject Accounts accounts;
  @Inject Sessions sessions;
  @Inject Catalog catalog;
  @Inject Publishing publishing;
  @Inject Cancellations cancellations;
  @Inject Sandbox sandbox;

  private String token = "";
  private EventId event = new EventId(1);
  private String code = "";
  private String secret = "";

  @BeforeEach
  void a_paid_order() {
    token = tokens.issueOrganiser("refunds test");
    event = onSale();
    JsonPath order = order();
    code = order.getString("code");
    secret = order.getString("secret");
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("secret", secret, "method", "sandbox", "outcome", "approve"))
        .post("/api/v1/orders/" + code + "/payments")
        .then()
        .statusCode(200);
  }

  private EventId onSale() {
    Event draft =
        Drafts.withPool(
            catalog,
            new VenueDetails("Hall", "Street 1", "Wien", "AT", "Europe/Vienna"),
            "Given back",
            new PoolDetails(null, "Floor", 50, 1000L));
    publishing.publish(draft.id());
    return draft.id();
  }

  private String held() {
    String hold = UUID.randomUUID().toString();
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("pools", List.of(Map.of("id", 1, "quantity", 3))))
        .put("/api/v1/events/" + event + "/holds/" + hold)
        .then()
        .statusCode(201);
    return hold;
  }

  private Map<String, Object> orderOf(String hold) {
    return Map.of(
        "event",
        event.toString(),
        "holdId",
        hold,
        "buyer",
        Map.of("name", "Ann", "email", hold + "@example.org"));
  }

  private JsonPath order() {
    return given()
        .contentType(ContentType.JSON)
        .body(orderOf(held()))
        .post("/api/v1/orders")
        .then()
        .statusCode(201)
        .extract()
        .jsonPath();
  }

  private String path() {
    return "/api/v1/organiser/events/" + event + "/orders/" + code;
  }

  private RequestSpecification organiser() {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  private ValidatableResponse refund(String key, Map<String, Object> body) {
    return organiser().header("Idempotency-Key", key).body(body).post(path() + "/refunds").then();
  }

  @Test
  void ten_identical_requests_at_once_have_one_effect_and_ten_identical_answers() {
    String hold = held();
    Map<String, Object> order = orderOf(hold);
    List<String> orders = atOnce(() -> keyed(given(), "o-" + hold, order).post("/api/v1/orders"));
    assertThat(orders).hasSize(10).containsOnly(orders.getFirst());
    JsonPath placed = new JsonPath(orders.getFirst().substring(4));
    String path = "/api/v1/orders/" + placed.getString("code");
    Map<String, Object> payment =
        Map.of("secret", placed.getString("secret"), "method", "sandbox", "outcome", "approve");
    assertThat(atOnce(() -> keyed(given(), "p", payment).post(path + "/payments")))
        .hasSize(10)
        .containsOnly("200 {\"status\":\"paid\"}");
    List<String> refunds =
        atOnce(
            () -> keyed(organiser(), "r", Map.of("lines", List.of(1))).post(path() + "/refunds"));
    assertThat(refunds).hasSize(10).containsOnly(refunds.getFirst());
    assertThat(atOnce(() -> keyed(given(), "o-" + hold, order).post("/api/v1/orders")))
        .as("as it was placed, though it is paid since")
        .containsOnly(orders.getFirst());
  }

  private static RequestSpecification keyed(RequestSpecification request, String key, Object body) {
    return request.contentType(ContentType.JSON).header("Idempotency-Key", key).body(body);
  }

  /** Status and body of each of ten. */
  private static List<String> atOnce(Supplier<Response> request) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Response>> answers =
          Stream.generate(() -> CompletableFuture.supplyAsync(request, threads)).limit(10).toList();
      return answers.stream()
          .map(CompletableFuture::join)
          .map(answer -> isUnderWay(answer) ? request.get() : answer)
          .map(answer -> answer.statusCode() + " " + answer.asString())
          .toList();
    }
  }

  /** The first of them takes long, on a busy machine: who is told so asks again, as clients do. */
  private static boolean isUnderWay(Response answer) {
    return answer.statusCode() == 409 && answer.asString().contains("request-in-flight");
  }

  @Test
  void tickets_go_back_one_by_one_and_the_history_says_who_and_why() {
    Map<String, Object> second = Map.of("lines", List.of(2), "reason", "Ill.");
    refund("k1", second)
        .statusCode(201)
        .body("number", is(1))
        .body("status", equalTo("done"))
        .body("amount.amount", is(1000))
        .body("amount.currency", equalTo("EUR"))
        .body("by", equalTo("token refunds test"));
    refund("k1", second).statusCode(201).body("number", is(1));
    refund("k1", Map.of())
        .statusCode(422)
        .body("type", equalTo("/problems/idempotency-key-reused"));
    refund("k2", Map.of("lines", List.of(2, 3)))
        .statusCode(409)
        .body("type", equalTo("/problems/lines-refunded"))
        .body("lines", contains(2));
    given()
        .get("/api/v1/orders/" + code + "?secret=" + secret)
        .then()
        .body("status", equalTo("paid"))
        .body("tickets", hasSize(2))
        .body("lines.refunded", contains(null, true, null));
    refund("k3", Map.of()).statusCode(201).body("lines", contains(1, 3));
    organiser()
        .get(path())
        .then()
        .statusCode(200)
        .body("status", equalTo("refunded"))
        .body("refunds", hasSize(2))
        .body("lines.refunded", contains(true, true, true))
        .body("history.reason.join(' ')", containsString("token refunds test refunds €10.00"))
        .body("history.reason.join(' ')", containsString("Ill."));
    refund("k4", Map.of())
        .statusCode(409)
        .body("type", equalTo("/problems/order-not-refundable"))
        .body("status", equalTo("refunded"));
    given()
        .get("/api/v1/events/" + event + "/availability")
        .then()
        .body("pools[0].available", is(50));
  }

  @Test
  void what_makes_no_sense_is_refused_by_the_name_of_its_field() {
    refund("k", Map.of("lines", List.of(9))).statusCode(422).body("errors[0].field", is("lines"));
    refund("k", Map.of("lines", List.of())).statusCode(422).body("errors[0].field", is("lines"));
    refund("k", Map.of("reason", "x".repeat(201)))
        .statusCode(422)
        .body("errors[0].field", is("reason"));
    refund("k k", Map.of()).statusCode(422).body("errors[0].field", is("Idempotency-Key"));
    organiser().body("{}").post(path() + "/refunds/1/attempts").then().statusCode(404);
    organiser().body("{}").post(path() + "x/refunds").then().statusCode(404);
    given()
        .contentType(ContentType.JSON)
        .body("{}")
        .post(path() + "/refunds")
        .then()
        .statusCode(401);
  }

  @Test
  void an_organiser_chooses_tickets_sees_what_goes_back_and_confirms() {
    var account = accounts.create("Olga", UUID.randomUUID() + "@example.org", "four random words");
    String cookie = sessions.open(account);
    String csrf = sessions.find(cookie).orElseThrow().csrf();
    String page = "/office/events/" + event + "/orders/" + code;
    browser(cookie)
        .get(page)
        .then()
        .statusCode(200)
        .body(containsString("name=\"line\" value=\"2\""))
        .body(containsString("The payment is captured."));
    browser(cookie)
        .get(page + "/refund")
        .then()
        .statusCode(303)
        .header("Location", endsWith("?done=nothing-chosen"));
    String asked =
        browser(cookie)
            .get(page + "/refund?line=2&line=3")
            .then()
            .statusCode(200)
            .body(containsString("Give money back to Ann?"))
            .extract()
            .asString();
    assertThat(asked).doesNotContain("name=\"line.1\"");
    for (int click = 0; click < 2; click++) {
      browser(cookie)
          .contentType("application/x-www-form-urlencoded; charset=utf-8")
          .formParam("csrf", csrf)
          .formParam("key", "the-same")
          .formParam("line.2", "yes")
          .formParam("line.3", "yes")
          .formParam("reason", "Rain")
          .post(page + "/refund")
          .then()
          .statusCode(303)
          .header("Location", endsWith("?done=refunded"));
    }
    browser(cookie)
        .get(page)
        .then()
        .body(containsString("Refunded</span>"))
        .body(containsString("given back"))
        .body(not(containsString("name=\"line\" value=\"2\"")))
        .body(containsString("name=\"line\" value=\"1\""));
    organiser().get(path()).then().body("refunds", hasSize(1));
  }

  private void takeBack(boolean singleTickets) {
    Event now = catalog.event(event).orElseThrow();
    var refunds = new PoliciesDetails.Refunds(24, false, singleTickets);
    catalog.setPolicies(event, now.version(), new PoliciesDetails(null, refunds, null));
  }

  private ValidatableResponse giveBack(String path, Map<String, Object> body) {
    var sent = new HashMap<>(body);
    sent.putIfAbsent("secret", secret);
    return given()
        .contentType(ContentType.JSON)
        .header("Idempotency-Key", "mine")
        .body(sent)
        .post("/api/v1/orders/" + code + "/refunds" + path)
        .then();
  }

  @Test
  void a_buyer_gives_a_ticket_back_and_is_told_before_what_that_brings() {
    giveBack("", Map.of()).statusCode(409).body("type", equalTo("/problems/returns-not-offered"));
    takeBack(true);
    String order = "/api/v1/orders/" + code + "?secret=" + secret;
    given()
        .get(order)
        .then()
        .body("giveBack.lines", contains(1, 2, 3))
        .body("giveBack.withFees", is(false))
        .body("refunds", nullValue());
    giveBack("/quotes", Map.of("lines", List.of(2)))
        .statusCode(200)
        .body("amount.amount", is(1000))
        .body("kept.amount", is(0));
    for (int click = 0; click < 2; click++) {
      giveBack("", Map.of("lines", List.of(2), "reason", "Ill."))
          .statusCode(201)
          .body("number", is(1))
          .body("status", equalTo("done"));
    }
    giveBack("/quotes", Map.of("lines", List.of(2)))
        .statusCode(409)
        .body("type", equalTo("/problems/lines-refunded"));
    given()
        .get(order)
        .then()
        .body("giveBack.lines", contains(1, 3))
        .body("refunds.amount.amount", contains(1000))
        .body("lines.number", contains(1, 2, 3));
    organiser()
        .get(path())
        .then()
        .body("refunds[0].by", equalTo("The buyer"))
        .body("history.reason.join(' ')", containsString("The buyer gives 1 place back"))
        .body("history.reason.join(' ')", containsString("Ill."));
  }

  @Test
  void a_buyer_gives_back_only_his_own_and_only_what_the_policy_lets_him() {
    takeBack(false);
    giveBack("", Map.of("secret", "another")).statusCode(404);
    giveBack("/quotes", Map.of("secret", "another")).statusCode(404);
    giveBack("", Map.of("lines", List.of(1)))
        .statusCode(409)
        .body("type", equalTo("/problems/whole-order-only"));
    giveBack("", Map.of("lines", List.of())).statusCode(422).body("errors[0].field", is("lines"));
    for (String reason : List.of("x".repeat(201), "Back to 4242 4242 4242 4242")) {
      giveBack("", Map.of("reason", reason)).statusCode(422).body("errors[0].field", is("reason"));
    }
  }

  private ValidatableResponse choose(String choice) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("secret", secret, "choice", choice))
        .put("/api/v1/orders/" + code + "/postponement")
        .then();
  }

  @Test
  void a_postponed_event_lets_its_buyers_choose_and_counts_them() {
    choose("keep").statusCode(409).body("type", equalTo("/problems/nothing-to-choose"));
    String postponement = "/api/v1/organiser/events/" + event + "/postponement";
    organiser().get(postponement).then().statusCode(404);
    long version = catalog.event(event).orElseThrow().version();
    organiser()
        .body(Map.of("version", version, "startsAt", "soon"))
        .post(postponement)
        .then()
        .statusCode(422)
        .body("errors.field", contains("startsAt", "chooseUntil"));
    String until = OffsetDateTime.now().plusDays(3).toString();
    organiser()
        .body(Map.of("version", version, "dateOpen", true, "chooseUntil", until))
        .post(postponement)
        .then()
        .statusCode(200)
        .body("open", is(1))
        .body("startsAt", nullValue());
    given()
        .accept("text/html")
        .get("/events/" + event)
        .then()
        .body(containsString("The new date is still to be announced"));
    given().get("/api/v1/events/" + event).then().body("postponed.dateOpen", is(true));
    String order = "/api/v1/orders/" + code + "?secret=" + secret;
    given().get(order).then().body("postponement.amount.amount", is(3000));
    choose("perhaps").statusCode(422).body("errors[0].field", is("choice"));
    choose("keep").statusCode(200).body("choice", is("keep"));
    given().get(order).then().body("postponement.choice", is("keep"));
    organiser().get(postponement).then().body("kept", is(1));
    choose("refund").statusCode(200).body("refund.amount.amount", is(3000));
    given().get(order).then().body("status", is("refunded")).body("postponement", nullValue());
    organiser()
        .get(postponement)
        .then()
        .body("askedBack", is(1))
        .body("kept", is(0))
        .body("given.amount", is(3000));
  }

  @Test
  void an_organiser_postpones_an_event_on_its_page_and_reads_what_buyers_chose() {
    var account = accounts.create("Olga", UUID.randomUUID() + "@example.org", "four random words");
    String cookie = sessions.open(account);
    String csrf = sessions.find(cookie).orElseThrow().csrf();
    String page = "/office/events/" + event + "/postponement";
    browser(cookie).get(page).then().statusCode(200).body(containsString("Postpone Given back"));
    long version = catalog.event(event).orElseThrow().version();
    postpone(cookie, csrf, page, version, "2090-06-01T20:00", "")
        .statusCode(422)
        .body(containsString("value=\"2090-06-01T20:00\""))
        .body(containsString("href=\"#chooseUntil\""));
    String until = LocalDateTime.now().plusDays(2).truncatedTo(ChronoUnit.MINUTES).toString();
    postpone(cookie, csrf, page, version, "2090-06-01T20:00", until)
        .statusCode(303)
        .header("Location", endsWith("?done=postponed"));
    postpone(cookie, csrf, page, version, "2090-07-01T20:00", until).statusCode(409);
    assertThat(catalog.event(event).orElseThrow().startsAt()).isEqualTo("2090-06-01T18:00:00Z");
    browser(cookie)
        .get(page)
        .then()
        .body(containsString("<dt>Not answered</dt><dd>1</dd>"))
        .body(containsString("Postpone it again"));
  }

  private static ValidatableResponse postpone(
      String cookie, String csrf, String page, long version, String startsAt, String until) {
    return browser(cookie)
        .contentType("application/x-www-form-urlencoded; charset=utf-8")
        .formParam("csrf", csrf)
        .formParam("version", version)
        .formParam("startsAt", startsAt)
        .formParam("chooseUntil", until)
        .post(page)
        .then();
  }

  @Test
  void an_organiser_keeps_fees_when_he_says_so() {
    refund("k", Map.of("lines", List.of(1), "withFees", false))
        .statusCode(201)
        .body("kept.amount", is(0));
    refund("k", Map.of("lines", List.of(1)))
        .statusCode(422)
        .body("type", equalTo("/problems/idempotency-key-reused"));
  }

  @Test
  void a_cancelled_event_gives_everything_back_and_says_so() {
    String cancellation = "/api/v1/organiser/events/" + event + "/cancellation";
    organiser().get(cancellation).then().statusCode(404);
    organiser()
        .body(Map.of("reason", "x".repeat(201)))
        .put(cancellation)
        .then()
        .statusCode(422)
        .body("errors[0].field", is("reason"));
    organiser()
        .body(Map.of("reason", "The singer is ill."))
        .put(cancellation)
        .then()
        .statusCode(202)
        .body("sold", is(1));
    cancellations.run();
    // Or the application itself is at it.
    eventually()
        .untilAsserted(() -> organiser().get(cancellation).then().body("given.amount", is(3000)));
    organiser()
        .get(cancellation)
        .then()
        .body("open", is(0))
        .body("reason", equalTo("The singer is ill."));
    given()
        .accept("text/html")
        .get("/events/" + event)
        .then()
        .statusCode(200)
        .body(containsString("This event is cancelled."));
    organiser()
        .put("/api/v1/organiser/events/" + event + "/publication")
        .then()
        .statusCode(422)
        .body("errors[0].field", is("status"));
  }

  @Test
  void an_organiser_cancels_an_event_by_its_name_and_watches_the_money_go_back() {
    var account = accounts.create("Olga", UUID.randomUUID() + "@example.org", "four random words");
    String cookie = sessions.open(account);
    String csrf = sessions.find(cookie).orElseThrow().csrf();
    String page = "/office/events/" + event + "/cancellation";
    browser(cookie).get(page).then().statusCode(200).body(containsString("Cancel Given back?"));
    browser(cookie)
        .contentType("application/x-www-form-urlencoded; charset=utf-8")
        .formParam("csrf", csrf)
        .formParam("eventName", "Another")
        .post(page)
        .then()
        .statusCode(422)
        .body(containsString("Write Given back"));
    browser(cookie)
        .contentType("application/x-www-form-urlencoded; charset=utf-8")
        .formParam("csrf", csrf)
        .formParam("eventName", "given back")
        .post(page)
        .then()
        .statusCode(303);
    cancellations.run();
    eventually()
        .untilAsserted(
            () -> browser(cookie).get(page).then().statusCode(200).body(containsString("€30.00")));
    browser(cookie)
        .get("/office/events/" + event)
        .then()
        .body(containsString("The event does not take place"));
  }

  @Test
  void what_does_not_agree_is_listed_and_mended() {
    OrderCode unknown = OrderCode.random(event);
    sandbox.authorise(unknown + "/1", Money.of(700, "EUR"), "approve");
    sandbox.capture(unknown + "/1", Money.of(700, "EUR"));
    String path = "/api/v1/organiser/reconciliation";
    organiser().post(path + "/comparisons").then().statusCode(200);
    String id =
        organiser()
            .get(path)
            .then()
            .statusCode(200)
            .extract()
            .path("items.find { it.order == '" + unknown + "' }.id");
    var account = accounts.create("Olga", UUID.randomUUID() + "@example.org", "four random words");
    String cookie = sessions.open(account);
    browser(cookie)
        .get("/office/reconciliation")
        .then()
        .statusCode(200)
        .body(containsString("Charged without an order"))
        .body(containsString("Give it back"));
    organiser().post(path + "/" + id + "/mend").then().statusCode(200);
    organiser().post(path + "/" + id + "/mend").then().statusCode(404);
    organiser().post(path + "/" + id + "/settle").then().statusCode(404);
    organiser().get(path + "?limit=0").then().statusCode(422);
  }

  private static RequestSpecification browser(String cookie) {
    return given()
        .redirects()
        .follow(false)
        .accept("text/html,*/*")
        .cookie(Sessions.COOKIE, cookie);
  }
}
