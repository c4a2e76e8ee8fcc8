package org.onsale.storefront;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.onsale.storefront.Browser.browser;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.identity.Tokens;
import org.onsale.notifications.Purchase;
import org.onsale.orders.Orders;
import org.onsale.platform.RunningDatabase;

/** The checkout's page as it is without a script. */
@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class CheckoutPagesTest {
  private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");

  @Inject Purchase purchase;
  @Inject Tokens tokens;
  @Inject Catalog catalog;
  @Inject Orders orders;

  private Event event;
  private String page = "";

  @BeforeEach
  void a_hold_of_two_seats_and_a_place() {
    event = purchase.seated("Checked out");
    page = hold(Map.of("seats", List.of(0, 1), "pools", List.of(Map.of("id", 1, "quantity", 1))));
  }

  /** The path of the hold's checkout. */
  private String hold(Map<String, ?> wish) {
    String hold = UUID.randomUUID().toString();
    given()
        .contentType(ContentType.JSON)
        .body(wish)
        .put("/api/v1/events/" + event.id() + "/holds/" + hold)
        .then()
        .statusCode(201);
    return "/checkout/" + event.slug() + "/" + hold;
  }

  private Map<String, String> filled() {
    return new HashMap<>(
        Map.of(
            "key", key(),
            "buyer.name", "Ada Lovelace",
            "buyer.email", UUID.randomUUID() + "@example.org",
            "method", "sandbox",
            "outcome", "approve"));
  }

  private String key() {
    Matcher key = KEY.matcher(browser().get(page).then().extract().asString());
    assertThat(key.find()).isTrue();
    return key.group(1);
  }

  private ValidatableResponse send(Map<String, String> fields) {
    return browser().formParams(fields).post(page).then();
  }

  @Test
  void the_page_has_what_is_bought_what_it_costs_and_the_time_that_is_left() {
    browser()
        .get(page)
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("Stalls, Row 1, Seat 1"),
                containsString("Standing"),
                containsString("€112.50"),
                containsString("autocomplete=\"email\""),
                containsString("inputmode=\"email\""),
                containsString("TEST – no money moves"),
                containsString("left, then the seats are free again for all")))
        .body(containsString("data-left>9:"));
  }

  @Test
  void it_speaks_german_to_who_reads_german() {
    browser()
        .header("Accept-Language", "de")
        .get(page)
        .then()
        .body(
            allOf(
                containsString("Wer bestellt?"),
                containsString("Für 112,50\u00a0€ kaufen"),
                containsString("3 Tickets"),
                not(containsString("Who buys?"))));
  }

  @Test
  void one_press_orders_and_pays() {
    String paid = send(filled()).statusCode(303).extract().header("Location");
    assertThat(paid).contains("/orders/").contains("/pay?checking=1&secret=");
    browser()
        .get(paid)
        .then()
        .statusCode(200)
        .body(
            containsString("Paid. See you there."),
            containsString("<h2>Stalls, Row\u00a01, Seat\u00a01</h2>"),
            containsString(".svg?secret="),
            containsString("All tickets as PDF"));
    browser().get(page).then().statusCode(410).body(containsString("Your time is over"));
  }

  @Test
  void the_button_pressed_twice_is_one_order() {
    Map<String, String> fields = filled();
    String first = send(fields).statusCode(303).extract().header("Location");
    String second = send(fields).statusCode(303).extract().header("Location");
    assertThat(second).isEqualTo(first);
    assertThat(orders.list(event.id(), null, 10).items()).hasSize(1);
  }

  @Test
  void a_form_without_the_key_of_its_page_orders_nothing() {
    for (String key : List.of("", "mine", "0".repeat(37))) {
      Map<String, String> fields = filled();
      fields.put("key", key);
      send(fields).statusCode(422).body(containsString("check what you entered"));
    }
    assertThat(orders.list(event.id(), null, 10).items()).isEmpty();
  }

  @Test
  void who_changes_the_form_after_the_order_is_led_to_it_and_told_that_it_stays() {
    Map<String, String> fields = filled();
    fields.put("outcome", "decline");
    send(fields).statusCode(422);
    fields.put("buyer.name", "Eve");
    String there =
        send(fields)
            .statusCode(303)
            .header("Location", containsString("/pay?ordered=1&secret="))
            .extract()
            .header("Location");
    browser()
        .get(there)
        .then()
        .statusCode(200)
        .body(containsString("You have ordered already"), containsString("left to pay"));
    browser()
        .header("Accept-Language", "de")
        .get(there)
        .then()
        .body(containsString("schon bestellt"));
    assertThat(orders.list(event.id(), null, 10).items())
        .singleElement()
        .satisfies(order -> assertThat(order.buyer().name()).isEqualTo("Ada Lovelace"));
  }

  @Test
  void the_key_of_an_order_opens_nothing_for_other_seats() {
    Map<String, String> fields = filled();
    send(fields).statusCode(303);
    page = hold(Map.of("pools", List.of(Map.of("id", 1, "quantity", 1))));
    send(fields).statusCode(422).body(containsString("check what you entered"));
    assertThat(orders.list(event.id(), null, 10).items()).hasSize(1);
  }

  @Test
  void what_is_wrong_stands_beside_its_field_and_nothing_that_was_typed_is_lost() {
    Map<String, String> fields = filled();
    fields.put("buyer.name", " ");
    fields.put("buyer.email", "nobody");
    fields.put("attendees[1].name", "Charles");
    send(fields)
        .statusCode(422)
        .body(
            allOf(
                containsString("class=\"error\">Please enter your name."),
                containsString("value=\"nobody\""),
                containsString("class=\"error\">Must be an address"),
                containsString("value=\"Charles\"")));
    assertThat(orders.list(event.id(), null, 10).items()).isEmpty();
  }

  @Test
  void a_way_to_pay_that_is_not_offered_leaves_no_order() {
    Map<String, String> fields = filled();
    fields.put("method", "stripe");
    send(fields).statusCode(422).body(containsString("Please choose how to pay."));
    assertThat(orders.list(event.id(), null, 10).items()).isEmpty();
  }

  @Test
  void a_declined_payment_can_be_tried_again_for_the_same_order() {
    Map<String, String> fields = filled();
    fields.put("outcome", "decline");
    send(fields)
        .statusCode(422)
        .body(containsString("The payment was declined."), containsString("left to pay"));
    assertThat(orders.list(event.id(), null, 10).items()).hasSize(1);
  }

  @Test
  void questions_and_ticket_types_are_asked_and_priced() {
    String token = tokens.issueOrganiser("checkout pages");
    RequestSpecification organiser = given().auth().oauth2(token).contentType(ContentType.JSON);
    organiser
        .body(
            """
            {"version": %d, "names": "required",
             "questions": [{"label": "Diet", "kind": "choice", "per": "ticket", "required": true,
                            "choices": ["Meat", "None"]}]}
            """
                .formatted(event.version()))
        .put("/api/v1/organiser/events/" + event.id() + "/questions")
        .then()
        .statusCode(200);
    page = hold(Map.of("pools", List.of(Map.of("id", 1, "quantity", 1))));
    Map<String, String> fields = filled();
    send(fields)
        .statusCode(422)
        .body(containsString("Diet: is needed."), containsString("Say who will come."));
    fields.putAll(
        Map.of("key", key(), "attendees[0].name", "Bob", "attendees[0].answers[0]", "None"));
    send(fields).statusCode(303).header("Location", containsString("/pay"));
  }

  @Test
  void a_promo_code_lowers_the_price_before_anything_is_ordered() {
    String token = tokens.issueOrganiser("checkout pages");
    given()
        .auth()
        .oauth2(token)
        .contentType(ContentType.JSON)
        .body(
            """
            {"version": %d, "ticketTypes": [], "fees": [],
             "promoCodes": [{"code": "HALF", "kind": "percent", "value": 5000}]}
            """
                .formatted(event.version()))
        .put("/api/v1/organiser/events/" + event.id() + "/pricing")
        .then()
        .statusCode(200);
    Map<String, String> fields = filled();
    fields.putAll(Map.of("promoCode", "half", "action", "price"));
    send(fields)
        .statusCode(200)
        .body(containsString("HALF is applied."), containsString("Buy for €56.25"));
    fields.put("promoCode", "NONE");
    send(fields)
        .statusCode(200)
        .body(containsString("Buy for €112.50"), containsString("aria-invalid=\"true\""));
    assertThat(orders.list(event.id(), null, 10).items()).isEmpty();
  }

  @Test
  void seats_can_be_given_back() {
    send(Map.of("action", "release")).statusCode(303).header("Location", endsWith(event.slug()));
    browser().get(page).then().statusCode(410);
  }

  @Test
  void another_site_cannot_make_its_visitors_order() {
    browser()
        .header("Sec-Fetch-Site", "cross-site")
        .formParams(filled())
        .post(page)
        .then()
        .statusCode(403);
    assertThat(orders.list(event.id(), null, 10).items()).isEmpty();
  }

  @Test
  void a_hold_that_never_was_has_a_page_that_leads_to_the_seats() {
    String other = "/checkout/" + event.slug() + "/";
    browser()
        .get(other + UUID.randomUUID())
        .then()
        .statusCode(410)
        .body(containsString("/events/" + event.slug()));
    browser().get(other + "nothing").then().statusCode(404);
    browser()
        .get("/checkout/" + event.slug())
        .then()
        .statusCode(200)
        .body(containsString("Nothing is held for you"));
  }

  @Test
  void hostile_words_stay_words() {
    Map<String, String> fields = filled();
    fields.put("buyer.name", "\"><script>alert(1)</script>");
    fields.put("buyer.email", "");
    send(fields)
        .statusCode(422)
        .contentType(startsWith("text/html"))
        .body(not(containsString("<script>alert")));
  }
}
