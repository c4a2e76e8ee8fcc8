package org.onsale.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.onsale.platform.Eventually.eventually;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hamcrest.Matcher;
import org.jspecify.annotations.Nullable;
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
import org.onsale.payments.PayPalStandIn;
import org.onsale.payments.ProviderStandIn;
import org.onsale.payments.RunningProviders;
import org.onsale.payments.StripeStandIn;
import org.onsale.platform.EventId;

/** An order paid on the providers' pages, over HTTP: by script, by form, and by their messages. */
@QuarkusTest
@WithTestResource(value = RunningProviders.class, scope = TestResourceScope.MATCHING_RESOURCES)
class ProvidersApiTest {
  @Inject Catalog catalog;
  @Inject Publishing publishing;
  @Inject Tokens tokens;
  @Inject Accounts accounts;
  @Inject Sessions sessions;

  /** So often is a provider asked before it counts as silent. */
  private static final int TRIES = 3;

  private @Nullable StripeStandIn injectedStripe;
  private @Nullable PayPalStandIn injectedPayPal;
  private String code = "";
  private String secret = "";

  @BeforeEach
  void an_order() {
    EventId event = onSale();
    String hold = UUID.randomUUID().toString();
    json(Map.of("pools", List.of(Map.of("id", 1, "quantity", 2))))
        .put("/api/v1/events/" + event + "/holds/" + hold)
        .then()
        .statusCode(201);
    Map<String, Object> order =
        Map.of(
            "event",
            event.toString(),
            "holdId",
            hold,
            "buyer",
            Map.of("name", "Ann", "email", hold + "@example.org"));
    JsonPath placed = json(order).post("/api/v1/orders").then().extract().jsonPath();
    code = placed.getString("code");
    secret = placed.getString("secret");
  }

  private EventId onSale() {
    Event draft =
        Drafts.withPool(
            catalog,
            new VenueDetails("Hall", "Street 1", "Wien", "AT", "Europe/Vienna"),
            "Paid elsewhere",
            new PoolDetails(null, "Floor", 50, 1000L));
    publishing.publish(draft.id());
    return draft.id();
  }

  private static RequestSpecification json(Object body) {
    return given().contentType(ContentType.JSON).body(body);
  }

  private ValidatableResponse pay(String method) {
    return json(Map.of("secret", secret, "method", method))
        .post("/api/v1/orders/" + code + "/payments")
        .then();
  }

  private StripeStandIn stripe() {
    return Objects.requireNonNull(injectedStripe);
  }

  private PayPalStandIn paypal() {
    return Objects.requireNonNull(injectedPayPal);
  }

  private String key() {
    return code + "/1";
  }

  private String status() {
    return given()
        .get("/api/v1/orders/" + code + "?secret=" + secret)
        .then()
        .extract()
        .jsonPath()
        .getString("status");
  }

  private void awaitPaid() {
    eventually().until(this::status, equalTo("paid"));
  }

  @Test
  void the_ways_to_pay_say_which_are_tests() {
    given()
        .get("/api/v1/payment-methods")
        .then()
        .statusCode(200)
        .body("items.method", contains("stripe", "paypal", "sandbox"))
        .body("items.test", contains(true, true, true));
  }

  @Test
  void a_message_of_stripe_finishes_what_the_buyer_paid_on_its_page() {
    pay("stripe")
        .statusCode(202)
        .body("status", equalTo("pending"))
        .body("redirect", startsWith("https://checkout.stripe.com/"));
    stripe().buyerPays(key());
    String message = StripeStandIn.event("checkout.session.completed", key());
    hear(message, "whsec_forged").statusCode(400).body("type", equalTo("/problems/bad-signature"));
    assertThat(status()).isEqualTo("pending");
    hear(message, StripeStandIn.WEBHOOK_SECRET).statusCode(204);
    awaitPaid();
    hear(message, StripeStandIn.WEBHOOK_SECRET).statusCode(204);
  }

  private static ValidatableResponse hear(String message, String webhookSecret) {
    return json(message)
        .header("Stripe-Signature", StripeStandIn.signature(message, webhookSecret, Instant.now()))
        .post("/api/v1/webhooks/stripe")
        .then();
  }

  @Test
  void a_message_of_paypal_finishes_what_the_buyer_agreed_to() {
    pay("paypal").statusCode(202).body("redirect", containsString("paypal.com/checkoutnow"));
    paypal().buyerAgrees(key());
    String message = PayPalStandIn.event("CHECKOUT.ORDER.APPROVED", key());
    json(message)
        .headers(PayPalStandIn.headers("forged"))
        .post("/api/v1/webhooks/paypal")
        .then()
        .statusCode(400);
    json(message)
        .headers(PayPalStandIn.headers(PayPalStandIn.GOOD_SIGNATURE))
        .post("/api/v1/webhooks/paypal")
        .then()
        .statusCode(204);
    awaitPaid();
  }

  @Test
  void a_message_without_measure_or_of_nobody_is_refused() {
    json("x".repeat(70_000)).post("/api/v1/webhooks/stripe").then().statusCode(413);
    json("{}").post("/api/v1/webhooks/stripe").then().statusCode(400);
    given().contentType(ContentType.JSON).post("/api/v1/webhooks/paypal").then().statusCode(400);
    json("{}").post("/api/v1/webhooks/nobody").then().statusCode(404);
  }

  @Test
  void a_form_without_a_script_leads_to_the_page_and_the_way_back_finishes_the_payment() {
    String page = "/orders/" + code + "/pay";
    given()
        .get(page + "?secret=" + secret)
        .then()
        .statusCode(200)
        .header("Content-Security-Policy", containsString("form-action 'self' https://checkout"))
        .body(containsString("Card, Apple Pay, Google Pay"), containsString("Buy for €20.00"))
        .body(containsString("TEST – no money moves"));
    given()
        .header("Accept-Language", "de")
        .get(page + "?secret=" + secret)
        .then()
        .body(containsString("Karte, Apple Pay, Google Pay"));
    given().get(page + "?secret=guess").then().statusCode(404);
    given()
        .redirects()
        .follow(false)
        .formParams(Map.of("secret", secret, "method", "stripe", "key", "k1"))
        .post(page)
        .then()
        .statusCode(303)
        .header("Location", startsWith("https://checkout.stripe.com/"));
    stripe().buyerPays(key());
    given().get("/orders/" + code + "?returned=1&secret=" + secret).then().statusCode(200);
    awaitPaid();
    given()
        .get(page + "?checking=1&secret=" + secret)
        .then()
        .body(containsString("Paid. See you there."));
  }

  @Test
  void books_that_cannot_be_read_are_told_on_every_page_that_speaks_of_them() {
    String token = tokens.issueOrganiser("books");
    String cookie = sessions.open(accounts.create("Olga", "olga@example.org", "four random words"));
    // The first comparison comes by itself, soon after the start.
    eventually().untilAsserted(() -> books(token, "stripe", "comparedTo", notNullValue()));
    stripe().plan(ProviderStandIn.Mishap.NOT_DONE, "/v1/payment_intents", TRIES);
    compare(token).body("unread", contains("stripe"));
    books(token, "stripe", "unreadSince", notNullValue());
    books(token, "paypal", "unreadSince", nullValue());
    office(cookie, "/office/reconciliation")
        .body(containsString("The books of stripe cannot be read since"))
        .body(containsString("/office/payment-keys"))
        .body(containsString("What could be read agrees"))
        .body(not(containsString("Everything agrees")));
    office(cookie, "/office").body(containsString("The books of stripe cannot be read"));
    compare(token).body("unread", empty());
    office(cookie, "/office/reconciliation")
        .body(containsString("Everything agrees"))
        .body(not(containsString("cannot be read")));
    office(cookie, "/office").body(not(containsString("cannot be read")));
  }

  private static ValidatableResponse compare(String token) {
    return given()
        .auth()
        .oauth2(token)
        .post("/api/v1/organiser/reconciliation/comparisons")
        .then()
        .statusCode(200);
  }

  private static void books(String token, String method, String field, Matcher<?> matcher) {
    given()
        .auth()
        .oauth2(token)
        .get("/api/v1/organiser/reconciliation/books")
        .then()
        .statusCode(200)
        .body("items.find { it.method == '" + method + "' }." + field, matcher);
  }

  private static ValidatableResponse office(String cookie, String path) {
    return given().cookie(Sessions.COOKIE, cookie).get(path).then().statusCode(200);
  }

  @Test
  void what_the_sandbox_takes_is_nothing_for_the_others() {
    json(Map.of("secret", secret, "method", "stripe", "outcome", "approve"))
        .post("/api/v1/orders/" + code + "/payments")
        .then()
        .statusCode(422)
        .body("errors[0].field", is("outcome"));
    pay("cash").statusCode(422).body("errors[0].field", is("method"));
  }
}
